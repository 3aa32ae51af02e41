package read

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// TestMutations damages files, in their bytes and in their XML, and reads what is left. A short run by default;
// NIANBAO_MUTATIONS sets another number (100,000 for a release).
func TestMutations(t *testing.T) {
	n := 1500
	if s := os.Getenv("NIANBAO_MUTATIONS"); s != "" {
		if v, err := strconv.Atoi(s); err == nil {
			n = v
		}
	}
	all := seeds(t)
	own, err := write.Document(docxtest.Sample(t), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, own)
	files, _ := filepath.Glob(corpus + "/*/*.docx")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			all = append(all, data)
		}
	}
	packages := make([]map[string]string, len(all))
	for i, data := range all {
		packages[i] = docxtest.Unpack(t, data)
	}
	opened := 0
	for i := range n {
		m := mutator{rand.New(rand.NewPCG(uint64(i), 7))}
		k := m.IntN(len(all))
		var data []byte
		if i%3 == 0 {
			data = m.bytes(all[k])
		} else {
			data = m.xml(t, packages[k])
		}
		if doc := sound(t, data); doc != nil {
			opened++
			if i%3 == 1 {
				rewrite(t, doc)
			}
		}
		if t.Failed() {
			file := filepath.Join(t.TempDir(), "mutated.docx")
			t.Fatalf("mutation %d of file %d; see %s", i, k, file)
		}
	}
	t.Logf("%d mutations: %d read, %d refused", n, opened, n-opened)
}

type mutator struct{ *rand.Rand }

// bytes changes, cuts, doubles or inserts bytes of the container.
func (m mutator) bytes(data []byte) []byte {
	data = slices.Clone(data)
	for range 1 + m.IntN(8) {
		at := m.IntN(len(data))
		switch m.IntN(5) {
		case 0:
			data[at] = byte(m.Uint32())
		case 1:
			data[at] ^= 1 << m.IntN(8)
		case 2:
			end := min(at+m.IntN(64), len(data))
			data = slices.Delete(data, at, end)
		case 3:
			end := min(at+m.IntN(64), len(data))
			data = slices.Insert(data, at, slices.Clone(data[at:end])...)
		case 4:
			data = data[:max(at, 4)]
		}
		if len(data) == 0 {
			return data
		}
	}
	return data
}

// xml changes the mark-up of a part and packs it again, so that the damage is behind a sound container.
func (m mutator) xml(t testing.TB, content map[string]string) []byte {
	t.Helper()
	changed := parts{}
	for name, s := range content {
		changed[name] = s
	}
	for range 1 + m.IntN(3) {
		name := "word/document.xml"
		if m.IntN(4) == 0 {
			names := []string{"word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/custom.xml"}
			name = names[m.IntN(len(names))]
		}
		if s := changed[name]; s != "" {
			changed[name] = m.markup(s)
		}
	}
	return build(t, changed)
}

var (
	nasty    = []string{"0", "-1", "2147483648", "99999999999999999999", "1e9", "", "63", "64", "true", "restart", "continue", "&#0;", "&lt;", "9"}
	inserted = []string{"<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tc>", "</w:tc>", "<w:tr>", "<w:vMerge/>", `<w:gridSpan w:val="7"/>`, `<w:hMerge w:val="restart"/>`,
		`<w:fldChar w:fldCharType="begin"/>`, `<w:fldChar w:fldCharType="end"/>`, "<w:del>", "<w:sdt><w:sdtContent>", "<mc:AlternateContent><mc:Choice/>", "<!--", "<![CDATA[", "&amp;", "&", "<", "\x00", "<w:t/>", "<w:rPr><w:vanish/></w:rPr>", "<w:br/>",
		`<w:tcW w:w="5" w:type="dxa"/>`, `<w:r><w:t>x</w:t></w:r>`, "\xff", `<w:numPr><w:numId w:val="1"/></w:numPr>`}
)

func (m mutator) markup(s string) string {
	switch m.IntN(9) {
	case 0: // an attribute's value
		return m.value(s)
	case 1: // a tag taken out
		if a, b, ok := m.tag(s); ok {
			return s[:a] + s[b:]
		}
	case 2: // a tag doubled
		if a, b, ok := m.tag(s); ok {
			return s[:b] + s[a:]
		}
	case 3: // a stretch from tag to tag taken out or doubled
		if a, _, ok := m.tag(s); ok {
			if c, _, ok := m.tag(s); ok && a != c {
				a, c = min(a, c), max(a, c)
				c = min(c, a+2000)
				if m.IntN(2) == 0 {
					return s[:a] + s[c:]
				}
				return s[:c] + s[a:]
			}
		}
	case 4:
		if a, _, ok := m.tag(s); ok {
			return s[:a] + inserted[m.IntN(len(inserted))] + s[a:]
		}
	case 6, 7: // a whole element taken out or doubled: the mark-up stays sound
		if a, b, ok := m.element(s); ok {
			if m.IntN(2) == 0 {
				return s[:a] + s[b:]
			}
			return s[:b] + s[a:]
		}
	case 8: // an element moved into another place
		if a, b, ok := m.element(s); ok && b-a < 5000 {
			if to, _, ok := m.tag(s); ok && (to <= a || to >= b) {
				moved := s[:to] + s[a:b] + s[to:]
				return moved
			}
		}
	case 5:
		at := m.IntN(len(s))
		return s[:at] + string(rune(m.IntN(0x3000))) + s[min(at+1, len(s)):]
	}
	return s
}

// tag picks a tag.
func (m mutator) tag(s string) (start, end int, ok bool) {
	from := m.IntN(len(s))
	start = strings.IndexByte(s[from:], '<')
	if start < 0 {
		return 0, 0, false
	}
	start += from
	end = strings.IndexByte(s[start:], '>')
	return start, start + end + 1, end > 0
}

// value puts another value into an attribute.
func (m mutator) value(s string) string {
	from := m.IntN(len(s))
	if k := strings.Index(s[from:], `="`); k >= 0 {
		from += k + 2
		if end := strings.IndexByte(s[from:], '"'); end >= 0 {
			return s[:from] + nasty[m.IntN(len(nasty))] + s[from+end:]
		}
	}
	return s
}

// element picks an element with all that is in it.
func (m mutator) element(s string) (start, end int, ok bool) {
	start, end, ok = m.tag(s)
	if !ok || end-start < 3 || s[start+1] == '/' || s[start+1] == '?' {
		return 0, 0, false
	}
	if s[end-2] == '/' {
		return start, end, true
	}
	name := s[start+1 : start+strings.IndexAny(s[start:end], " >")]
	for depth := 1; ; {
		next := strings.Index(s[end:], name)
		if next < 1 {
			return 0, 0, false
		}
		at := end + next
		end = at + len(name)
		switch {
		case end >= len(s):
			return 0, 0, false
		case s[at-1] == '/' && s[end] == '>':
			if depth--; depth == 0 {
				return start, end + 1, true
			}
		case s[at-1] == '<' && (s[end] == ' ' || s[end] == '>'):
			close := strings.IndexByte(s[end:], '>')
			if close < 0 {
				return 0, 0, false
			}
			if s[end+close-1] != '/' {
				depth++
			}
		}
	}
}
