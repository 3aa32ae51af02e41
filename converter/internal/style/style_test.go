package style_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
	"nianbao/templates"
)

// The embedded files must load: the program falls back to nothing.
func TestEmbeddedStyles(t *testing.T) {
	files, err := templates.FS.ReadDir("styles")
	if err != nil || len(files) == 0 {
		t.Fatalf("no style is embedded: %v", err)
	}
	for _, f := range files {
		data, err := templates.FS.ReadFile("styles/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if s, err := style.Parse(data); err != nil || s.Name+".json" != f.Name() {
			t.Errorf("%s: %+v, %v", f.Name(), s, err)
		}
	}
	if style.Default().Name != "gbt9704" {
		t.Errorf("the default is %q", style.Default().Name)
	}
}

// GB/T 9704-2012: A4, 版心 156 mm × 225 mm, 22 lines of 28 characters of 三号.
func TestOfficialMeasures(t *testing.T) {
	s := style.Default()
	if s.Page.Width != 11906 || s.Page.Height != 16838 {
		t.Errorf("the page is %d × %d, not A4", s.Page.Width, s.Page.Height)
	}
	if mm := float64(s.Page.TextWidth()) / 1440 * 25.4; mm < 155.5 || mm > 156.5 {
		t.Errorf("the type area is %.1f mm wide", mm)
	}
	if mm := float64(s.Page.TextHeight()) / 1440 * 25.4; mm < 224.5 || mm > 225.5 {
		t.Errorf("the type area is %.1f mm high", mm)
	}
	body := s.Of(document.Body)
	if n := s.Page.TextHeight() / body.Leading; n != 22 {
		t.Errorf("%d lines a page", n)
	}
	if n := s.Page.TextWidth() / (body.Size*10 + body.Spacing); n != 28 {
		t.Errorf("%d characters a line", n)
	}
	for role, face := range map[document.Role]string{document.Title: "xiaobiaosong", document.Section: "heiti", document.Heading1: "kaiti", document.Heading2: "fangsong",
		document.Heading3: "fangsong", document.Body: "fangsong"} {
		if got := s.Of(role).Face; got != face {
			t.Errorf("%s is set in %s", role, got)
		}
	}
}

func TestOf(t *testing.T) {
	s := style.Default()
	for _, role := range []document.Role{document.Title, document.Section, document.Heading1, document.Heading2, document.Heading3, document.Body, document.Signature,
		document.Date, document.Attachment, document.Annotation, document.Imprint, document.Header, document.Label, document.Number} {
		p := s.Of(role)
		id := p.ID
		if p.BuiltIn() { // everybody's; only what earlier versions wrote is ours for certain
			if _, ok := s.RoleOfID(id); ok || p.OwnName() == p.Name {
				t.Errorf("%s is taken for ours by the identifier %s, or has no name of its own", role, id)
			}
			id = p.FormerID
		}
		if back, ok := s.RoleOfID(id); !ok || back != role {
			t.Errorf("%s has the style %s, which is of %s", role, id, back)
		}
	}
	if s.Of(document.None) != s.Of(document.Body) || s.Of(200) != s.Of(document.Body) {
		t.Error("an unknown role does not look like body")
	}
	if _, ok := s.RoleOfID("Normal"); ok {
		t.Error("a foreign style has a role")
	}
}

// A style from before attachments had a form sets them like the text, but a Word file still tells them from it.
func TestTailIsDerived(t *testing.T) {
	for _, name := range []string{"attachment", "annotation", "imprint"} {
		s, err := style.Parse(edited(t, "paragraphs."+name, nil))
		if err != nil {
			t.Fatal(err)
		}
		role, body := document.RoleOf(name), s.Of(document.Body)
		if back, ok := s.RoleOfID(s.Of(role).ID); !ok || back != role || s.Of(role).Size != body.Size || s.Of(role).Name == body.Name {
			t.Errorf("%s: %+v", name, s.Of(role))
		}
	}
}

// Every kind of wrong file is refused, with words that name what is wrong.
func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		set  string // dotted path
		to   any    // nil: removed
		want string
	}{
		{"no width", "page.width", 0, "type area"}, {"negative margin", "page.left", -5, "-5 twips"}, {"page as large as a house", "page.height", 99999, "99999 twips"},
		{"margins that leave nothing", "page.top", 16000, "too small"},
		{"typesetting", "typesetting", "best", `"best"`}, {"unknown key", "colour", "red", `"colour"`}, {"wrong type", "page.width", "210mm", "/page/width: json: cannot unmarshal"},
		{"unknown paragraph", "paragraphs.footnote", map[string]any{"id": "x", "name": "x", "face": "song", "size": 20, "align": "left"}, `"footnote"`},
		{"a paragraph none", "paragraphs.none", map[string]any{}, `"none"`}, {"null paragraph", "paragraphs.body", json.RawMessage("null"), `"body"`},
		{"missing body", "paragraphs.body", nil, "body is missing"}, {"missing number", "paragraphs.number", nil, "number is missing"},
		{"no id", "paragraphs.body.id", "", "/paragraphs/body/id: id and name"}, {"no name", "paragraphs.title.name", "", "/paragraphs/title/id: id and name"},
		{"an id twice", "paragraphs.body.id", "NBTitle", `"NBTitle" is used twice`}, {"unknown face", "paragraphs.body.face", "comic", `"comic"`},
		{"no size", "paragraphs.body.size", 0, "0 half-points"}, {"a size as large as a page", "paragraphs.body.size", 289, "289 half-points"},
		{"align", "paragraphs.body.align", "middle", `"middle"`}, {"negative leading", "paragraphs.body.leading", -1, "leading"}, {"space before", "paragraphs.body.before", 99999, "leading or space"},
		{"spacing", "paragraphs.body.spacing", 500, "spacing"}, {"indent", "paragraphs.body.indent_chars", 21, "indent"}, {"right indent", "paragraphs.date.right_chars", -1, "indent"},
		{"outline", "paragraphs.section.outline", 10, "outline level 10"},
		{"null face", "faces.song", json.RawMessage("null"), `"song" has no name`}, {"face without a name", "faces.kaiti.name", "", `"kaiti" has no name`},
		{"no table sizes", "table.sizes", []int{}, "sizes is empty"}, {"table size", "table.sizes", []int{4}, "4 half-points"}, {"rising sizes", "table.sizes", []int{18, 21}, "must fall"},
		{"cell margin", "table.cell_left", -1, "table is out of range"}, {"border", "table.border", 97, "table is out of range"}, {"row height", "table.row_height", -3, "table is out of range"},
		{"page number without a page", "page_number.pattern", "—", "{page}"}, {"page number's face", "page_number.face", "comic", "known face"},
		{"page number's size", "page_number.size", 0, "a size"}, {"page number's place", "page_number.below", -1, "page_number is out of range"},
		{"a shell without a place for the organ", "shell.mark", "文件", "{organ}"}, {"a pattern of a number that is none", "shell.number", "(", "pattern"},
		{"the room above the mark", "shell.mark_top", 12_001, "mark_top"}, {"a negative gap", "shell.title_gap", -1, "title_gap"}, {"a border further away than Word has it", "shell.rule_gap", 621, "rule_gap"},
		{"the smallest mark", "shell.mark_least", 7, "7 half-points"}, {"the colour of the rule", "shell.rule_colour", "red", "RRGGBB"}, {"the colour of a paragraph", "paragraphs.letterhead.colour", "F00", "RRGGBB"},
		{"a shell without its paragraphs", "paragraphs.letterhead", nil, "letterhead"}, {"a seal", "closing.seal", -1, "seal"}, {"columns of seals", "closing.columns", 11, "seal"},
		{"a rule of the imprint", "imprint.outer_rule", 97, "imprint is out of range"},
	} {
		_, err := style.Parse(edited(t, c.set, c.to))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	good := edited(t, "title", "x")
	if _, err := style.Parse(good); err != nil {
		t.Errorf("the edited style itself: %v", err)
	}
	for _, bad := range []string{"", "null", "[]", string(good) + "{}", string(good[:len(good)-1])} {
		if _, err := style.Parse([]byte(bad)); err == nil {
			t.Errorf("%.20q is taken", bad)
		}
	}
}

// Several faults give the same message every time.
func TestParseIsDeterministic(t *testing.T) {
	data := []byte(strings.ReplaceAll(string(edited(t, "title", "x")), `"align":"justify"`, `"align":"?"`))
	_, first := style.Parse(data)
	for range 20 {
		if _, err := style.Parse(data); err == nil || err.Error() != first.Error() {
			t.Fatalf("%v, then %v", first, err)
		}
	}
}

// edited returns the default style with one value set, or removed where it is nil.
func edited(t testing.TB, path string, value any) []byte {
	t.Helper()
	data, err := templates.FS.ReadFile("styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	keys := strings.Split(path, ".")
	at := root
	for _, key := range keys[:len(keys)-1] {
		at = at[key].(map[string]any)
	}
	if at[keys[len(keys)-1]] = value; value == nil {
		delete(at, keys[len(keys)-1])
	}
	data, err = json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A style file comes from a user: none may bring the program down.
func FuzzParse(f *testing.F) {
	data, _ := templates.FS.ReadFile("styles/gbt9704.json")
	f.Add(data)
	f.Add([]byte(`{"paragraphs": {"body": null}, "faces": {"song": null}}`))
	f.Add([]byte(`{"page": {"width": 9223372036854775807, "left": -9223372036854775808}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := style.Parse(data)
		if (s == nil) == (err == nil) {
			t.Fatalf("%v, %v", s, err)
		}
		if s != nil && (s.Of(document.Body) == nil || s.Page.TextWidth() < 2880) {
			t.Fatalf("accepted: %+v", s)
		}
	})
}

func ExampleDefault() {
	s := style.Default()
	fmt.Println(s.Title, s.Page.TextWidth(), s.Of(document.Title).Size)
	// Output: 党政机关公文格式 GB/T 9704-2012 8845 44
}

// What stands around the signature and has the form of the text has not its names: they would make text of it when a file is read.
func TestDerivedFormsHaveNamesOfTheirOwn(t *testing.T) {
	data, err := os.ReadFile("../../../templates/styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), `"body": {"id": "NBBody",`, `"body": {"id": "Body", "alias": "文", "former_id": "NBBody",`, 1)
	text = regexp.MustCompile(`(?m)^.*"(attachment|annotation|imprint)": \{"id".*\n`).ReplaceAllString(text, "")
	s, err := style.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if role, _ := s.RoleOfID("NBBody"); role != document.Body || s.Of(document.Imprint).Alias != "" || s.Of(document.Imprint).FormerID != "" {
		t.Errorf("%s has the style NBBody, and the imprint is called %+v", role, s.Of(document.Imprint))
	}
}
