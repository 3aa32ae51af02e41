package sfnt

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

func TestOverride(t *testing.T) {
	good := tinyFont(t)
	names := map[string][]string{"fangsong": {"仿宋_GB2312", "小仿宋"}, "kaiti": {"楷体_GB2312"}, "heiti": {"黑体"}}
	for _, c := range []struct {
		name  string
		file  string
		data  string
		codes []diag.Code
		role  string // that now draws 国 with the user's face
	}{
		{"by the name inside", "anything.ttf", good, []diag.Code{"font-taken"}, "fangsong"},
		{"by the role", "KAITI.TTF", good, []diag.Code{"font-taken", "font-taken"}, "kaiti"},
		{"by the style's name", "黑体.ttf", good, []diag.Code{"font-taken", "font-taken"}, "heiti"},
		{"a collection", "fonts.ttc", collection(good), []diag.Code{"font-taken"}, "fangsong"},
		{"CFF", "kaiti.otf", "OTTO" + good[4:], []diag.Code{"font-cff", "font-folder-empty"}, ""},
		{"damaged", "kaiti.ttf", good[:200], []diag.Code{"font-unreadable", "font-folder-empty"}, ""},
		{"too large", "kaiti.ttf", strings.Repeat("x", 1<<20+1), []diag.Code{"font-too-large", "font-folder-empty"}, ""},
		{"no font", "README.txt", "hello", []diag.Code{"font-folder-empty"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			limits := limit.Default()
			limits.FontFile = 1 << 20
			set, list, err := Override(fstest.MapFS{c.file: {Data: []byte(c.data)}}, names, limits)
			if err != nil {
				t.Fatal(err)
			}
			var codes []diag.Code
			for _, d := range list {
				codes = append(codes, d.Code)
				if text := d.Message(diag.Chinese); strings.Contains(text, "{") {
					t.Errorf("message with a hole: %s", text)
				}
			}
			if fmt.Sprint(codes) != fmt.Sprint(c.codes) {
				t.Errorf("got %v, want %v", list, c.codes)
			}
			if c.role != "" {
				if g, ok := set.Chain(c.role).Lookup('国'); !ok || g.Font.Name() != "Tiny-Regular" || g.Fallback != 0 {
					t.Errorf("国 comes from %+v", g)
				}
				if set.Chain(c.role).Main().Name() != "Tiny-Regular" {
					t.Errorf("%s leads", set.Chain(c.role).Main().Name())
				}
				// The Latin face of the program is a fallback now, and said to be one.
				if g, ok := set.Chain(c.role).Lookup('q'); !ok || g.Fallback == 0 {
					t.Errorf("q comes from %+v", g)
				}
			}
			// What the user's face lacks still comes from the faces of the program.
			if g, ok := set.Chain("fangsong").Lookup('喆'); !ok || g.Font.Name() == "Tiny-Regular" {
				t.Errorf("喆 comes from %+v", g)
			}
		})
	}
	t.Run("forbidden by its licence bits", func(t *testing.T) {
		data := good
		at := int(u32(data, strings.Index(data, "OS/2")+8))
		data = data[:at+8] + "\x00\x02" + data[at+10:]
		_, list, _ := Override(fstest.MapFS{"kaiti.ttf": {Data: []byte(data)}}, names, limit.Default())
		if !list.Has("font-restricted") {
			t.Errorf("got %v", list)
		}
	})
	t.Run("too many", func(t *testing.T) {
		files := fstest.MapFS{}
		for i := range 5 {
			files[fmt.Sprintf("f%d.ttf", i)] = &fstest.MapFile{Data: []byte(good)}
		}
		limits := limit.Default()
		limits.FontFiles = 4
		if _, list, _ := Override(files, names, limits); !list.Has("font-folder-limit") {
			t.Errorf("got %v", list)
		}
	})
	if _, _, err := Override(fstest.MapFS{}, nil, limit.Default()); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}

// collection wraps a font, moving the offsets of its tables.
func collection(font string) string {
	const head = 16
	b := append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), font...)
	for i := range int(u16(font, 4)) {
		entry := b[head+12+16*i:]
		put32(entry[8:], u32(string(entry), 8)+head)
	}
	return string(b)
}
