package check

import (
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

type sectionName struct{ key, heading string }

// TextOptions chooses how a result is printed.
type TextOptions struct {
	Lang  diag.Lang // Chinese unless English
	Color bool      // with ANSI colours; for a terminal only
	File  string    // name of the input, printed in front of lines; may be ""
	// PerCode is how many findings of one code are printed at most; 0 means 20, negative means all.
	PerCode int
}

const defaultPerCode = 20

// Text renders the result for a terminal: findings grouped by the report's sections, and a summary.
func (r Result) Text(o TextOptions) string {
	w := wordsIn(o.Lang)
	p := &printer{o: o, w: w}
	if p.o.PerCode == 0 {
		p.o.PerCode = defaultPerCode
	}
	name := strings.TrimSpace(clean(r.Organization) + " " + r.yearText(w))
	if o.File != "" {
		name = strings.TrimSpace(clean(o.File) + "  " + name)
	}
	p.bold(name)
	if len(r.Findings) == 0 {
		p.line("  " + w.none)
	}
	groups := append([]sectionName{{"", w.general}}, r.sections...)
	for _, g := range groups {
		var mine []Finding
		for _, f := range r.Findings {
			if f.Place.Section == g.key {
				mine = append(mine, f)
			}
		}
		if len(mine) > 0 {
			heading := g.heading
			if heading == "" {
				heading = g.key
			}
			p.group(heading, mine)
		}
	}
	p.reviewed(r.Reviewed)
	if r.Progress != nil {
		for _, line := range r.Progress.text(o.Lang) {
			p.line(line)
		}
	}
	p.line(r.summary(w))
	return p.b.String()
}

// reviewed prints what a person has checked, with the reasons.
func (p *printer) reviewed(list []ReviewedFinding) {
	if len(list) == 0 {
		return
	}
	p.bold("  " + p.w.reviewed)
	for _, f := range list {
		p.line("    " + clean(f.Message(p.o.Lang)) + " [" + f.Rule + "]")
		p.line("      " + p.w.reason + p.w.colon + clean(f.Reason))
	}
}

func (r Result) yearText(w words) string {
	if r.Year == 0 {
		return ""
	}
	return strings.ReplaceAll(w.year, "{year}", strconv.Itoa(r.Year))
}

// summary is the line that counts everything.
func (r Result) summary(w words) string {
	text := strings.NewReplacer("{errors}", strconv.Itoa(r.Count(diag.Error)), "{warnings}", strconv.Itoa(r.Count(diag.Warning)),
		"{informations}", strconv.Itoa(r.Count(diag.Information))).Replace(w.summary)
	n := r.Formulas()
	all := n[Pass] + n[Fail] + n[Undetermined]
	if all == 0 {
		return text
	}
	why := ""
	if reasons := r.reasons(w); reasons != "" {
		why = w.open + reasons + w.close
	}
	return text + w.semicolon + strings.NewReplacer("{all}", strconv.Itoa(all), "{pass}", strconv.Itoa(n[Pass]), "{fail}", strconv.Itoa(n[Fail]),
		"{undetermined}", strconv.Itoa(n[Undetermined]), "{why}", why).Replace(w.formulas)
}

// reasons says why formulas could not be checked, in a fixed order.
func (r Result) reasons(w words) string {
	n := map[Reason]int{}
	for _, o := range r.Outcomes {
		if o.Status == Undetermined && o.formula() {
			n[o.Reason]++
		}
	}
	var parts []string
	for _, reason := range []Reason{ReasonBlank, ReasonLost, ReasonMark, ReasonText, ReasonInferred, ReasonMixed, ReasonYear, ReasonMissing} {
		if n[reason] > 0 {
			parts = append(parts, w.reasons[reason]+" "+strconv.Itoa(n[reason]))
		}
	}
	return strings.Join(parts, w.comma)
}

type printer struct {
	b strings.Builder
	o TextOptions
	w words
}

func (p *printer) line(s string) {
	p.b.WriteString(s)
	p.b.WriteByte('\n')
}

// paint wraps s in an ANSI colour if colours are wanted.
func (p *printer) paint(code, s string) string {
	if !p.o.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p *printer) bold(s string) {
	if s != "" {
		p.line(p.paint("1", s))
	}
}

func (p *printer) group(heading string, findings []Finding) {
	p.line("")
	p.bold(heading)
	shown := map[diag.Code]int{}
	for _, f := range findings {
		if shown[f.Code]++; p.o.PerCode < 0 || shown[f.Code] <= p.o.PerCode {
			p.finding(f)
		}
	}
	told := map[diag.Code]bool{}
	for _, f := range findings {
		if more := shown[f.Code] - p.o.PerCode; p.o.PerCode > 0 && more > 0 && !told[f.Code] {
			told[f.Code] = true
			p.line("  " + strings.NewReplacer("{n}", strconv.Itoa(more), "{code}", string(f.Code)).Replace(p.w.more))
		}
	}
}

func (p *printer) finding(f Finding) {
	colors := [3]string{"36", "33", "31"} // cyan, yellow, red
	level := min(int(f.Severity), 2)
	head := "  " + p.paint(colors[level], f.Severity.In(p.o.Lang)+"["+f.Rule+"]")
	if f.Since != "" {
		head += p.w.open + f.Since.In(p.o.Lang) + p.w.close
	}
	if f.Place.Line > 0 {
		head += " " + strings.ReplaceAll(p.w.line, "{n}", strconv.Itoa(f.Place.Line))
	}
	p.line(head)
	p.line("    " + f.Message(p.o.Lang))
	if f.Distance != "" {
		p.line("    " + side(f.Left, p.w) + " ≠ " + side(f.Right, p.w))
	}
	if f.Inferred {
		p.line("    " + p.w.inferred)
	}
	if f.Hint != nil {
		p.line("    " + p.paint("32", p.w.hint+p.w.colon+f.Hint.Message(p.o.Lang)))
	}
}

// side lists the cells of one side of a formula; of long sums only those that are not 0.
func side(operands []Operand, w words) string {
	sameRow, sameCol := true, true
	for _, o := range operands {
		sameRow, sameCol = sameRow && o.Key.Row == operands[0].Key.Row, sameCol && o.Key.Col == operands[0].Key.Col
	}
	var b strings.Builder
	zeros := 0
	for _, o := range operands {
		if len(operands) > 3 && o.Value == "0" {
			zeros++
			continue
		}
		switch {
		case o.Minus:
			b.WriteString(" − ")
		case b.Len() > 0:
			b.WriteString(" + ")
		}
		value := clean(o.Value)
		if value == "" {
			value = w.blank
		}
		name := o.Row + w.slash + o.Col
		if len(operands) > 1 && sameRow {
			name = o.Col
		} else if len(operands) > 1 && sameCol {
			name = o.Row
		}
		b.WriteString(name + " " + value)
	}
	if zeros > 0 {
		if b.Len() > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(strconv.Itoa(zeros) + " × 0")
	}
	return b.String()
}
