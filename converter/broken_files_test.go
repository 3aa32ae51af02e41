package converter

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/seeded"
)

// Every file of an edition and of a form, broken in fifty ways at places all over it, is refused by file and line: a key renamed, a value of
// another type, a key twice, the end cut off, a stroke too many. None passes in silence.
func TestFilesBrokenInFiftyWays(t *testing.T) {
	files := copied(t)
	for name := range files {
		if folder := path.Dir(name); folder != "editions" && folder != "families" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := string(files[name].Data)
			for i := 0; i < 50; i += seeded.Part(1, 3) { // which takes every way of breaking, and places all over the file
				broken, how := breakAt(content, i/5, i%5)
				with := fstest.MapFS{}
				for other, file := range files {
					with[other] = file
				}
				with[name] = &fstest.MapFile{Data: []byte(broken)}
				d, err := dataFrom(with)
				refusal, ok := errors.AsType[*Refusal](err)
				if d != nil || !ok {
					t.Errorf("%s: taken", how)
					continue
				}
				if place := refusal.Diagnostics[0].Place; place.File != name || place.Line == 0 {
					t.Errorf("%s: refused at %+v: %v", how, place, err)
				}
			}
		})
	}
}

var (
	aKey    = regexp.MustCompile(`"([a-z_]+)":`)
	aScalar = regexp.MustCompile(`"([a-z_]+)": ("(?:[^"\\]|\\.)*"|[0-9]+)`)
)

// breakAt breaks a file in one of five ways, at the n-th of ten places.
func breakAt(content string, n, way int) (broken, how string) {
	nth := func(all [][]int) []int { return all[(n*2+1)*len(all)/20] }
	switch way {
	case 0:
		m := nth(aKey.FindAllStringSubmatchIndex(content, -1))
		return content[:m[3]] + "_x" + content[m[3]:], fmt.Sprintf("%q renamed", content[m[2]:m[3]])
	case 1:
		m := nth(aScalar.FindAllStringSubmatchIndex(content, -1))
		return content[:m[4]] + "[[]]" + content[m[5]:], fmt.Sprintf("%q is a list", content[m[0]:m[1]])
	case 2:
		m := nth(aScalar.FindAllStringSubmatchIndex(content, -1))
		return content[:m[0]] + content[m[0]:m[1]] + ", " + content[m[0]:], fmt.Sprintf("%q twice", content[m[0]:m[1]])
	case 3:
		at := (n*2 + 1) * len(content) / 20
		return strings.ToValidUTF8(content[:at], ""), fmt.Sprintf("cut off behind %d bytes", at)
	default:
		m := nth(aKey.FindAllStringSubmatchIndex(content, -1))
		return content[:m[0]] + "," + content[m[0]:], fmt.Sprintf("a comma before %q", content[m[2]:m[3]])
	}
}
