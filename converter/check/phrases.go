package check

import "nianbao/converter/diag"

// words are the texts of the outputs that belong to no rule.
type words struct {
	colon, comma, semicolon, slash        string
	open, close                           string // brackets
	general, none, hint, line, blank      string
	inferred, summary, formulas, more     string
	year, title, findings, report, toCell string
	noReport, number, marked              string
	reviewed, reason                      string
	progress, corrected, since            string
	reasons                               map[Reason]string
}

// wordsIn returns the words of a language, Chinese unless English.
func wordsIn(lang diag.Lang) words {
	say := func(word diag.Word) string { return word.In(lang) }
	return words{
		colon:     say("check-colon"),
		comma:     say("check-comma"),
		semicolon: say("check-semicolon"),
		slash:     say("check-slash"),
		open:      say("check-open"),
		close:     say("check-close"),
		general:   say("check-general"),
		none:      say("check-none"),
		hint:      say("check-hint"),
		line:      say("check-line"),
		blank:     say("check-blank"),
		inferred:  say("check-inferred"),
		summary:   say("check-summary"),
		formulas:  say("check-formulas"),
		more:      say("check-more"),
		year:      say("check-year"),
		title:     say("check-title"),
		findings:  say("check-findings"),
		report:    say("check-report"),
		toCell:    say("check-to-cell"),
		reviewed:  say("check-reviewed"),
		reason:    say("check-reason"),
		progress:  say("check-progress"),
		corrected: say("check-corrected"),
		since:     say("check-since"),
		noReport:  say("check-no-text"),
		number:    say("check-number"),
		marked:    say("check-marked"),
		reasons: map[Reason]string{
			ReasonBlank:    say("why-blank"),
			ReasonLost:     say("why-lost"),
			ReasonMark:     say("why-mark"),
			ReasonText:     say("why-text"),
			ReasonInferred: say("why-inferred"),
			ReasonMixed:    say("why-mixed"),
			ReasonYear:     say("why-year"),
			ReasonMissing:  say("why-missing"),
		},
	}
}
