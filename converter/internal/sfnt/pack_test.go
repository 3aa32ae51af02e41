package sfnt

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/packtest"
	"nianbao/converter/internal/script"
)

// packFont builds a font for the letters of some scripts, with a rule for Tibetan.
func packFont(weight int, letters ...string) string {
	chars := []rune(strings.Join(letters, ""))
	slices.Sort(chars)
	return packtest.Font{Name: fmt.Sprintf("Pack-%d", weight), Weight: weight, Letters: string(slices.Compact(chars)),
		Ligatures: []string{"ཀྱ"}, Script: "tibt"}.Data()
}

func TestPacks(t *testing.T) {
	tibetan, korean := script.Tibetan.Letters, script.Korean.Letters
	for _, c := range []struct {
		name  string
		files map[string]string
		codes []diag.Code
		taken map[*script.Script]string // names of the fonts
	}{
		{"one script", map[string]string{"a.ttf": packFont(400, tibetan)}, []diag.Code{"font-pack"}, map[*script.Script]string{script.Tibetan: "Pack-400"}},
		{"two scripts", map[string]string{"a.ttf": packFont(400, tibetan, korean)}, []diag.Code{"font-pack", "font-pack"},
			map[*script.Script]string{script.Tibetan: "Pack-400", script.Korean: "Pack-400"}},
		{"one letter short", map[string]string{"a.ttf": packFont(400, strings.TrimPrefix(tibetan, "ཀ"))}, []diag.Code{"font-unused", "font-folder-empty"}, nil},
		{"a letter without ink", map[string]string{"a.ttf": packtest.Font{Name: "A", Letters: korean, Blank: "선"}.Data()}, []diag.Code{"font-unused", "font-folder-empty"}, nil},
		{"the regular of two weights", map[string]string{"a-bold.ttf": packFont(700, korean), "b-regular.ttf": packFont(400, korean)},
			[]diag.Code{"font-pack", "font-pack-spare"}, map[*script.Script]string{script.Korean: "Pack-400"}},
		{"a face of the style too", map[string]string{"kaiti.ttf": packFont(400, korean)}, []diag.Code{"font-taken", "font-pack"},
			map[*script.Script]string{script.Korean: "Pack-400"}},
		{"CFF", map[string]string{"NotoSerifCJK-Regular.ttc": "OTTO" + tibetan}, []diag.Code{"font-cff", "font-folder-empty"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := fstest.MapFS{}
			for name, data := range c.files {
				folder[name] = &fstest.MapFile{Data: []byte(data)}
			}
			set, list, err := Override(folder, map[string][]string{"kaiti": nil}, limit.Default())
			if err != nil {
				t.Fatal(err)
			}
			var codes []diag.Code
			for _, d := range list {
				codes = append(codes, d.Code)
				if zh, en := d.Message(diag.Chinese), d.Message(diag.English); strings.Contains(zh+en, "{") {
					t.Errorf("a message with a hole: %s %s", zh, en)
				}
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("said %v, want %v", codes, c.codes)
			}
			for _, s := range script.All() {
				got := ""
				if p := set.Pack(s); p != nil {
					got = p.Font.Name()
				}
				if got != c.taken[s] {
					t.Errorf("%s is set in %q, want %q", s.Name, got, c.taken[s])
				}
			}
			if set.Packed() != (len(c.taken) > 0) {
				t.Errorf("packed: %v", set.Packed())
			}
		})
	}
	if Embedded().Packed() || Embedded().Pack(script.Tibetan) != nil {
		t.Error("the program's own faces are said to have a script")
	}
}

// TestPackRefused: a font whose rules make another's code panic, or give nonsense, is refused by name.
func TestPackRefused(t *testing.T) {
	data := packFont(400, script.Tibetan.Letters)
	font, err := Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	open, err := shaping(font, data, 0, script.Tibetan)
	if err != nil {
		t.Fatal(err)
	}
	s, err := open()
	if err != nil {
		t.Fatal(err)
	}
	word := []rune("ཀྱབ")
	good, err := s.Shape(nil, word)
	if want := []ShapedGlyph{{ID: uint16(font.Glyphs() - 1), Advance: packtest.Width(font.Glyphs() - 1)}, {ID: font.Glyph('བ'), Cluster: 2, Advance: font.Advance(font.Glyph('བ'))}}; err != nil || !slices.Equal(good, want) {
		t.Fatalf("%v, want %v; %v", good, want, err)
	}
	shape := s.set
	for name, break_ := range map[string]func(){
		"a panic":               func() { panic("index out of range") },
		"a glyph beyond":        func() { shape(); s.buffer.Info[1].Glyph = 60000 },
		"a character beyond":    func() { shape(); s.buffer.Info[1].Cluster = 3 },
		"a width below nothing": func() { shape(); s.buffer.Pos[0].XAdvance = -1 },
		"a place far off":       func() { shape(); s.buffer.Pos[0].YOffset = 1 << 20 },
		"places missing":        func() { shape(); s.buffer.Pos = s.buffer.Pos[:1] },
	} {
		s.set = break_
		if _, err := s.Shape(nil, word); !errors.Is(err, ErrShaping) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := parseRules("no font", 0); !errors.Is(err, ErrDamaged) {
		t.Errorf("no font: %v", err)
	}
	for name, broken := range map[string]string{
		"no rules":          packtest.Font{Name: "A", Letters: script.Tibetan.Letters}.Data(),
		"rules cut off":     changed(data, "GSUB", 2, "\x00\x00\xff\xff\xff\xff\xff\xff"),
		"lookups elsewhere": changed(data, "GSUB", 8, "\xff\xf0"),
		"places cut off":    packtest.Font{Name: "A", Letters: script.Tibetan.Letters, Ligatures: []string{"ཀྱ"}, Script: "tibt", Gpos: "\x00\x01\x00\x00\xff\xff\xff\xff\xff\xff"}.Data(),
		"places unknown": packtest.Font{Name: "A", Letters: script.Tibetan.Letters, Ligatures: []string{"ཀྱ"}, Script: "tibt",
			Gpos: "\x00\x01\x00\x00\x00\x0a\x00\x0c\x00\x0e" + "\x00\x00" + "\x00\x00" + "\x00\x01\x00\x04\x00\x63\x00\x00\x00\x01\x00\x08\x00\x01\x00\x00"}.Data(),
		"another lookup": changed(data, "GSUB", 10+18+12+4, "\x00\x63"),
	} {
		set, list, err := Override(fstest.MapFS{"broken.ttf": {Data: []byte(broken)}}, nil, limit.Default())
		if err != nil || set.Packed() || !list.Has("font-pack-refused") || !strings.Contains(list[0].Message(diag.Chinese), "broken.ttf") {
			t.Errorf("%s: %v %v", name, list, err)
		}
	}
}

// changed writes into a table of a font.
func changed(data, tag string, offset int, bytes string) string {
	at := int(u32(data, strings.Index(data, tag)+8)) + offset
	return data[:at] + bytes + data[at+len(bytes):]
}

// FuzzShape feeds damaged rules to what is done with a font of the folder.
func FuzzShape(f *testing.F) {
	f.Add([]byte("\x00\x08"), 6, "བོད་")
	f.Add([]byte{0xff}, 40, "ཀྱ")
	f.Fuzz(func(t *testing.T, rules []byte, at int, text string) {
		data := packFont(400, script.Tibetan.Letters)
		length := int(u32(data, strings.Index(data, "GSUB")+12))
		if at < 0 || at+len(rules) > length {
			return
		}
		set, _, err := Override(fstest.MapFS{"a.ttf": {Data: []byte(changed(data, "GSUB", at, string(rules)))}}, nil, limit.Default())
		if err != nil {
			t.Fatal(err)
		}
		pack := set.Pack(script.Tibetan)
		if pack == nil {
			return
		}
		shaper, err := pack.Shaper()
		if err != nil {
			t.Fatal(err)
		}
		word := []rune(text)
		glyphs, err := shaper.Shape(nil, word[:min(len(word), LongestWord)])
		if err != nil && !errors.Is(err, ErrShaping) {
			t.Fatal(err)
		}
		for _, g := range glyphs {
			if int(g.ID) >= pack.Font.Glyphs() {
				t.Fatalf("glyph %d", g.ID)
			}
		}
	})
}
