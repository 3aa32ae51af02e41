package compose

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// A heading that stands alone is at most this long, and the part of a paragraph that can be a run-in heading.
const (
	longestHeading = 40
	longestRunIn   = 32
)

// composeParagraph gives a paragraph its role: a heading by its numbering where it stands alone, else text, with a
// run-in heading set in the heading's face (GB/T 9704-2012 7.3.3; practice: the heading is a run-in 楷体 up to the
// first full stop).
func composeParagraph(text string, s *style.Style) *document.Paragraph {
	spans := report.Spans(text)
	plain := report.Plain(text)
	level := numbering.Level(plain)
	p := &document.Paragraph{Role: document.Body}
	if level == document.None {
		p.Runs = runs(spans, 0, document.None)
		return p
	}
	if standsAlone(plain) {
		p.Role = level
		p.KeepNext = s.Of(level).KeepNext
		p.Runs = runs(spans, 0, document.None)
		return p
	}
	p.Runs = runs(spans, runInEnd(plain), level)
	return p
}

// standsAlone reports whether a numbered paragraph is nothing but a heading: short, and no sentence in it.
func standsAlone(plain string) bool {
	n := 0
	for _, r := range plain {
		if n++; n > longestHeading {
			return false
		}
		switch r {
		case '。', '；', ';', '！', '？', '!', '?', '：', ':':
			return false
		}
	}
	return true
}

// runInEnd returns how many bytes of the text are a run-in heading: up to and with the first full stop, if that is
// near and something follows; else 0.
func runInEnd(plain string) int {
	n := 0
	for i, r := range plain {
		if n++; n > longestRunIn {
			return 0
		}
		switch r {
		case '。':
			if end := i + len("。"); end < len(plain) {
				return end
			}
			return 0
		case '；', ';', '！', '？', '：', ':', '，', ',':
			return 0
		}
	}
	return 0
}

// runs turns spans into runs; the first end bytes look like the role as.
func runs(spans []report.Span, end int, as document.Role) []document.Run {
	out := make([]document.Run, 0, len(spans)+1)
	for _, s := range spans {
		if end > 0 {
			cut := min(end, len(s.Text))
			out = append(out, document.Run{Text: s.Text[:cut], Bold: s.Bold, As: as})
			end -= cut
			s.Text = s.Text[cut:]
		}
		if s.Text != "" {
			out = append(out, document.Run{Text: s.Text, Bold: s.Bold})
		}
	}
	return out
}
