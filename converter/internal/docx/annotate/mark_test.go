package annotate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/read"
)

// TestMarks puts one comment into one paragraph.
func TestMarks(t *testing.T) {
	const start, end = `<w:commentRangeStart w:id="7"/>`, `<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>`
	for _, test := range []struct{ name, paragraph, quote, want string }{
		{"the whole paragraph", `<w:p><w:pPr><w:jc/></w:pPr>|<w:r><w:t>一二三</w:t></w:r></w:p>`, "",
			`<w:p><w:pPr><w:jc/></w:pPr>S<w:r><w:t>一二三</w:t></w:r>E</w:p>`},
		{"an empty one", `<w:p w:rsidR="1"/>|`, "", `<w:p w:rsidR="1">SE</w:p>`},
		{"words inside a run", `<w:p>|<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>一二三四</w:t></w:r></w:p>`, "二三",
			`<w:p><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>一</w:t></w:r>S<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">二三</w:t></w:r>E<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">四</w:t></w:r></w:p>`},
		{"a whole run", `<w:p>|<w:r><w:t>一二</w:t></w:r></w:p>`, "一二", `<w:p>S<w:r><w:t>一二</w:t></w:r>E</w:p>`},
		{"words over two runs", `<w:p>|<w:r><w:t>一二</w:t></w:r><w:proofErr/><w:r><w:t>三四</w:t></w:r></w:p>`, "二三",
			`<w:p><w:r><w:t>一</w:t></w:r>S<w:r><w:t xml:space="preserve">二</w:t></w:r><w:proofErr/><w:r><w:t>三</w:t></w:r>E<w:r><w:t xml:space="preserve">四</w:t></w:r></w:p>`},
		{"references", `<w:p>|<w:r><w:t>甲&amp;乙&#x4e19;丁</w:t></w:r></w:p>`, "乙丙", `<w:p><w:r><w:t>甲&amp;</w:t></w:r>S<w:r><w:t xml:space="preserve">乙&#x4e19;</w:t></w:r>E<w:r><w:t xml:space="preserve">丁</w:t></w:r></w:p>`},
		{"white space between digits", `<w:p>|<w:r><w:t>共 １2 件。</w:t></w:r></w:p>`, "12件", `<w:p>S<w:r><w:t>共 １2 件</w:t></w:r>E<w:r><w:t xml:space="preserve">。</w:t></w:r></w:p>`},
		{"white space at the end", `<w:p>|<w:r><w:t>一二 </w:t></w:r></w:p>`, "一", `<w:p>S<w:r><w:t>一二 </w:t></w:r>E</w:p>`},
		{"words in a link", `<w:p>|<w:hyperlink><w:r><w:t>一二</w:t></w:r></w:hyperlink></w:p>`, "一", `<w:p>S<w:hyperlink><w:r><w:t>一二</w:t></w:r></w:hyperlink>E</w:p>`},
		{"a run with a tab", `<w:p>|<w:r><w:t>一二</w:t><w:tab/></w:r></w:p>`, "一", `<w:p>S<w:r><w:t>一二</w:t><w:tab/></w:r>E</w:p>`},
		{"words that are not there", `<w:p>|<w:r><w:t>一二</w:t></w:r></w:p>`, "九", `<w:p>S<w:r><w:t>一二</w:t></w:r>E</w:p>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, after, _ := strings.Cut(test.paragraph, "|")
			data := before + after
			span := read.Span{Content: len(before), End: strings.LastIndex(data, "</w:p>"), Empty: strings.HasSuffix(before, "/>")}
			if span.Empty {
				span.End = len(data)
			}
			got := apply([]byte(data), span, []note{{1, test.quote, nil}}, 7)
			want := strings.NewReplacer("S", start, "proofErr", "proofErr", "E", end).Replace(test.want)
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func apply(data []byte, span read.Span, notes []note, id int) string {
	a := &annotator{located: &read.Located{XML: data, Paragraphs: []read.Span{span}}, notes: notes}
	body, _ := a.mark(id)
	return string(body)
}

// TestNoPrefix: a document may make the vocabulary its default, but its attributes still need a prefix.
func TestNoPrefix(t *testing.T) {
	data := `<p><r><t>一</t></r></p>`
	got := apply([]byte(data), read.Span{Content: 3, End: len(data) - 4}, []note{{1, "", nil}}, 1)
	if !strings.Contains(got, `<commentRangeStart xmlns:w="`+transitionalW+`" w:id="1"/>`) || !strings.Contains(got, "<r><commentReference") {
		t.Error(got)
	}
}

// TestManyMarks divides random paragraphs at random words: what comes out is well-formed and says the same.
func TestManyMarks(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	letters := []rune("甲乙丙丁12 &<")
	for range 2000 {
		var b strings.Builder
		b.WriteString(`<w:p xmlns:w="x">`)
		content := b.Len()
		for range rng.IntN(4) {
			b.WriteString("<w:r><w:rPr><w:b/></w:rPr><w:t>")
			for range rng.IntN(8) {
				b.WriteString(escape(string(letters[rng.IntN(len(letters))])))
			}
			b.WriteString("</w:t></w:r>")
		}
		end := b.Len()
		b.WriteString("</w:p>")
		var notes []note
		for range 1 + rng.IntN(4) {
			quote := make([]rune, rng.IntN(3))
			for i := range quote {
				quote[i] = letters[rng.IntN(6)]
			}
			notes = append(notes, note{1, string(quote), nil})
		}
		got := apply([]byte(b.String()), read.Span{Content: content, End: end}, notes, 0)
		if was, is := plain(t, b.String()), plain(t, got); was != is {
			t.Fatalf("%q became %q\n%s\n%s", was, is, b.String(), got)
		}
		for _, tag := range []string{"commentRangeStart ", "commentRangeEnd ", "commentReference "} {
			if n := strings.Count(got, tag); n != len(notes) {
				t.Fatalf("%d %s for %d comments: %s", n, tag, len(notes), got)
			}
		}
	}
}

func plain(t *testing.T, data string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(data))
	var b strings.Builder
	text, preserve := "", false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		switch x := token.(type) {
		case xml.StartElement:
			text, preserve = "", len(x.Attr) > 0
		case xml.CharData:
			text += string(x)
		case xml.EndElement:
			if x.Name.Local == "t" {
				if !preserve { // as a word processor shows it
					text = strings.Trim(text, " ")
				}
				b.WriteString(text)
			}
		}
	}
}

func TestInsert(t *testing.T) {
	add := func(prefix string) string { return "<" + prefix + "new/>" }
	for _, test := range []struct{ data, want string }{
		{`<?xml version="1.0"?><a:Types xmlns:a="x"><a:one/></a:Types>` + "\n", `<?xml version="1.0"?><a:Types xmlns:a="x"><a:one/><a:new/></a:Types>` + "\n"},
		{`<Types a="b" />`, `<Types a="b" ><new/></Types>`},
		{`<Types></Types><!-- > -->`, `<Types><new/></Types><!-- > -->`},
	} {
		got, err := insert([]byte(test.data), add)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %s, %v", test.data, got, err)
		}
	}
	for _, bad := range []string{"", "<a>", "no xml", `<?xml version="1.0" encoding="GBK"?><a/>`} {
		if got, err := insert([]byte(bad), add); err == nil && !bytes.Contains(got, []byte("<new/>")) {
			t.Errorf("%q: %s", bad, got)
		}
	}
}
