// Package accounting judges, for tests, whether a reading accounts for its source: every line that says something, and
// every run of digits, is in the report, claimed by a table, listed as what surrounds a text, or named in a message.
//
// It knows nothing of how recognition works. From the source it takes, by means of its own, the words that a person would
// see (visible.go); from the reading the list of lines (report.Evidence.Lines), and then it does not believe the list: what
// is said to be prose must stand in that section of the report, the figures of a table's line in the table, and what was
// left out must have been said. Its tests are those of package converter, which they read through.
package accounting

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// Reading is a report with what is said of where it came from.
type Reading struct {
	Report   *report.Report
	Evidence *report.Evidence
	Found    diag.List
}

// Check returns what of a source nobody accounts for; nothing where all is well. Pieces are the source's visible words,
// piece by piece (a line, a paragraph, a cell).
func Check(pieces []string, readings []Reading) []string {
	var problems []string
	var listed strings.Builder
	for _, r := range readings {
		for i := range r.Evidence.Lines {
			l := &r.Evidence.Lines[i]
			listed.WriteString(squeeze(l.Text))
			if i+1 == len(r.Evidence.Lines) || l.Line == 0 || r.Evidence.Lines[i+1].Line != l.Line {
				listed.WriteByte('\n') // a long line is listed in pieces, where headings stand in it
			}
		}
		problems = append(problems, disbelieve(r)...)
	}
	return append(problems, unlisted(pieces, listed.String())...)
}

// unlisted returns the pieces whose words are not among the lines listed. What stands there twice must be listed twice.
func unlisted(pieces []string, listed string) []string {
	var problems []string
	counts := map[string]int{}
	for _, piece := range pieces {
		for _, run := range runs(piece) {
			counts[run]++
		}
	}
	for _, run := range slices.Sorted(maps.Keys(counts)) {
		if n := strings.Count(listed, run); n < counts[run] && !overlaps(listed, run, counts[run]) {
			problems = append(problems, fmt.Sprintf("the source says %q %d times, the lines listed %d times", run, counts[run], n))
		}
	}
	return problems
}

// overlaps counts again with overlaps: 000 holds 00 twice.
func overlaps(s, run string, want int) bool {
	n := 0
	for i := range s {
		if strings.HasPrefix(s[i:], run) {
			if n++; n >= want {
				return true
			}
		}
	}
	return false
}

// disbelieve compares what the list says became of each line with the report.
func disbelieve(r Reading) []string {
	var problems []string
	texts := proseOf(r.Report)
	figures := figuresOf(r.Report)
	if title := squeeze(r.Report.Title); !strings.Contains(titleOf(r.Evidence.Lines), title) && r.Evidence.Title > 0 {
		problems = append(problems, "the title is in no line that is said to be one")
	}
	for i := range r.Evidence.Lines {
		l := &r.Evidence.Lines[i]
		bad := func(why string) {
			problems = append(problems, fmt.Sprintf("line %d %q is said to be %s %s: %s", l.Line, l.Text, l.Part, l.Section, why))
		}
		switch l.Part {
		case report.InTable:
			for _, run := range digitRuns(l.Text) {
				if !strings.Contains(figures[l.Section], run) && !among(l.Figures, run) && !isOrdinal(l.Text, run) && !pieced(figures[l.Section]+"|"+strings.Join(l.Figures, "|"), run) {
					bad("the figure " + run + " is in no cell, and not listed as such")
				}
			}
		case report.LeftOut:
			if !slices.ContainsFunc(r.Found, func(d diag.Diagnostic) bool {
				return (d.Code == "text-left-out" || d.Code == "frame-left-out") && d.Place.Line <= l.Line
			}) {
				bad("no message says so")
			}
		case report.InProse, report.InNote, report.InAttachment, report.InAnnotation, report.InImprint, report.InSignature:
			for _, run := range runs(l.Text) {
				if !strings.Contains(texts[l.Part]+texts[report.InTitle]+texts[report.InSignature], run) && !others(r, l, run) {
					bad(run + " does not stand there")
				}
			}
		}
	}
	return problems
}

// others reports whether the same line became another part as well, which holds a run: an organ with its day.
func others(r Reading, line *report.Line, run string) bool {
	for i := range r.Evidence.Lines {
		l := &r.Evidence.Lines[i]
		if l.Line == line.Line && l.Block == line.Block && l.Part != line.Part && l.Text == line.Text {
			return l.Part == report.InDate || l.Part == report.InHeading
		}
	}
	return false
}

// titleOf returns what the lines say that are said to be the title.
func titleOf(lines []report.Line) string {
	title := ""
	for i := range lines {
		if lines[i].Part == report.InTitle {
			title += squeeze(lines[i].Text)
		}
	}
	return title
}

func proseOf(r *report.Report) map[report.Part]string {
	texts := map[report.Part]string{}
	add := func(part report.Part, paragraphs ...string) {
		for _, p := range paragraphs {
			texts[part] += squeeze(report.Plain(p)) + "\n"
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.Prose)) {
		add(report.InProse, r.Prose[key]...)
	}
	for _, key := range slices.Sorted(maps.Keys(r.Notes)) {
		add(report.InNote, r.Notes[key].Above...)
		add(report.InNote, r.Notes[key].Below...)
	}
	for _, part := range contract.TailParts(&r.Tail) {
		add(report.Part(part.Key), *part.Paragraphs...)
	}
	add(report.InTitle, r.Title, r.Organization, fmt.Sprint(r.Year))
	add(report.InSignature, r.Signature)
	return texts
}

func figuresOf(r *report.Report) map[string]string {
	figures := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(r.Tables)) {
		t := r.Tables[key]
		var all []string
		for _, c := range t {
			all = append(all, c.String())
			if d, ok := c.Number(); ok {
				all = append(all, d.String())
			}
		}
		slices.Sort(all)
		figures[key] = strings.Join(all, "|")
	}
	return figures
}

func among(figures []string, run string) bool {
	return slices.ContainsFunc(figures, func(f string) bool { return strings.Contains(f, run) })
}

// lineBreak is that of HTML, which tables in text syntax hold as well: an ordinal may stand on the line above its words.
var lineBreak = regexp.MustCompile(`(?i)<br\s*/?>`)

// isOrdinal reports whether a run of digits numbers the words behind it.
func isOrdinal(text, run string) bool {
	text = lineBreak.ReplaceAllString(text, " ")
	if rest, ok := strings.CutPrefix(strings.TrimSpace(narrow(text)), run); ok && strings.Trim(rest, ".．、") == "" && rest != "" {
		return true // it was torn from its words
	}
	for rest := narrow(text); ; {
		i := strings.Index(rest, run)
		if i < 0 {
			return false
		}
		rest = rest[i+len(run):]
		if next := strings.TrimLeft(rest, "\\．.、）) \u00a0\u3000"); next != "" && unicode.Is(unicode.Han, []rune(next)[0]) {
			return true
		}
	}
}

// narrow writes full-width digits in ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// pieced reports whether a run is several figures of a table that stand without a separator, or a piece of one.
func pieced(figures, run string) bool {
	all := strings.FieldsFunc(figures, func(r rune) bool { return r < '0' || r > '9' })
	reached := make([]bool, len(run)+1)
	reached[0] = true
	for at := range run {
		for _, f := range all {
			if reached[at] && strings.HasPrefix(run[at:], f) {
				reached[at+len(f)] = true
			}
		}
	}
	return reached[len(run)]
}

// squeeze returns the letters, Han characters and digits of a text, digits in ASCII.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", r); i >= 0 {
			return '0' + rune(utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"[:i]))%10
		}
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Han, r):
			return r
		}
		return -1
	}, s)
}

// runs returns the runs of Han characters and of digits of a text.
func runs(s string) []string {
	var all []string
	kind := func(r rune) int {
		switch {
		case unicode.Is(unicode.Han, r):
			return 1
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			return 2
		}
		return 0
	}
	last := 0
	for _, r := range s {
		k := kind(r)
		if k != 0 {
			if k != last {
				all = append(all, "")
			}
			all[len(all)-1] += squeeze(string(r))
		}
		last = k
	}
	return all
}

func digitRuns(s string) []string {
	return slices.DeleteFunc(runs(s), func(run string) bool { return run[0] > '9' })
}
