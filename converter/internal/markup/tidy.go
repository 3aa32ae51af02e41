package markup

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// tidy joins runs of one weight, trims the lines of the text and drops empty lines at both ends.
func tidy(runs []document.Run) []document.Run {
	var out []document.Run
	for _, r := range runs {
		r.Text = trimLines(r.Text)
		if n := len(out); n > 0 && out[n-1].Bold == r.Bold {
			out[n-1].Text += r.Text
		} else if r.Text != "" {
			out = append(out, r)
		}
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimLeftFunc(out[0].Text, edge)
		last := &out[len(out)-1]
		last.Text = strings.TrimRightFunc(last.Text, edge)
	}
	kept := out[:0]
	for _, r := range out {
		if r.Text != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

func edge(r rune) bool { return r == '\n' || chars.IsSpace(r) }

// trimLines takes white space from around the line breaks of a text, and all but one of breaks that stand together.
func trimLines(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			line = strings.TrimLeftFunc(line, chars.IsSpace)
			if b.Len() == 0 || !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
