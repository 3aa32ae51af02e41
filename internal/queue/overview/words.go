package overview

import "nianbao/converter/diag"

// words are what the workbook and the page say, out of the catalogue.
type words struct {
	Title, Summary, Reports, Failures, Rules, Roster               string
	Unchecked, Uncompared                                          string
	Items, Done, Failed, Quarantined, Pending                      string
	AllReports, Older, Doubtful, Nameless                          string
	File, Organization, Year, Date, State, By, Errors, Warnings    string
	Results, Code, Why, Attempts, Rule, Findings, More, None, Lang string
	States                                                         map[Status]string
}

func wordsIn(lang diag.Lang) words {
	say := func(name string) string { return diag.Phrase(name, lang) }
	return words{
		Title: say("overview.title"), Summary: say("overview.summary"), Reports: say("overview.reports"), Failures: say("overview.failures"),
		Rules: say("overview.rules"), Roster: say("overview.roster"), Unchecked: say("overview.unchecked"), Uncompared: say("overview.uncompared"),
		Items: say("overview.items"), Done: say("overview.done"), Failed: say("overview.failed"), Quarantined: say("overview.quarantined"),
		Pending: say("overview.pending"), AllReports: say("overview.all"), Older: say("overview.older"), Doubtful: say("overview.doubtful"),
		Nameless: say("overview.nameless"), File: say("file"), Organization: say("organization"), Year: say("year"), Date: say("overview.date"),
		State: say("overview.state"), By: say("overview.by"), Errors: say("error"), Warnings: say("warning"), Results: say("overview.results"),
		Code: say("code"), Why: say("overview.why"), Attempts: say("overview.attempts"), Rule: say("rule"), Findings: say("overview.findings"),
		More: say("overview.more"), None: say("overview.none"), Lang: say("overview.language"),
		States: map[Status]string{Current: say("overview.current"), Superseded: say("overview.superseded"), Copy: say("overview.copy"),
			Uncertain: say("overview.uncertain"), Unnamed: say("overview.unnamed")},
	}
}
