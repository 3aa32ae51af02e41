package recognize_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/report"
)

// sections is a text of few words that is surely such a report.
const sections = `一、总体情况
全年公开信息186条，未发生泄密。
二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年制发件数	本年废止件数	现行有效件数
规章	0	0	1
行政规范性文件	4	2	19
五、存在的主要问题及改进情况
一是解读形式单一。下一步将加以改进。
六、其他需要报告的事项
本年度未收取信息处理费。
`

// identityCase is a case of testdata/identity.txt.
type identityCase struct {
	name, text string
	want       [][2]string
}

func identityCases(t *testing.T) []identityCase {
	t.Helper()
	file, err := os.Open("testdata/identity.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []identityCase
	var c *identityCase
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		name, begins := strings.CutPrefix(line, "case ")
		want, expects := strings.CutPrefix(line, "=> ")
		switch {
		case begins:
			cases = append(cases, identityCase{name: name})
			c = &cases[len(cases)-1]
		case c == nil: // the words at the top of the file
		case expects:
			field, value, ok := strings.Cut(want, "  ")
			if !ok {
				t.Fatalf("%s: %q", c.name, line)
			}
			c.want = append(c.want, [2]string{field, value})
		case line == "...":
			c.text += sections
		case len(c.want) == 0:
			c.text += line + "\n"
		}
	}
	if len(cases) < 30 {
		t.Fatalf("%d cases", len(cases))
	}
	return cases
}

// Title, organ, year, signature and date, in the ways that people write them.
func TestIdentity(t *testing.T) {
	for _, c := range identityCases(t) {
		t.Run(c.name, func(t *testing.T) {
			doc, found := plaintext.Read(context.Background(), []byte(c.text), limit.Default())
			if doc == nil {
				t.Fatal(found)
			}
			r, _, found := recognize.Report(context.Background(), doc, edition.Official())
			if r == nil {
				t.Fatal(found.In(diag.English))
			}
			for _, w := range c.want {
				if got, ok := identityField(r, w[0], w[1]); !ok {
					t.Errorf("%s is %q, want %q", w[0], got, w[1])
				}
			}
		})
	}
}

func identityField(r *report.Report, field, want string) (string, bool) {
	if want == "-" {
		want = ""
	}
	prose := ""
	for _, key := range []string{"introduction", "overview", "problems", "other_matters"} {
		prose += strings.Join(r.Prose[key], "\n") + "\n"
	}
	got := prose
	switch field {
	case "title":
		got = r.Title
	case "organization":
		got = r.Organization
	case "year":
		got = fmt.Sprint(r.Year)
	case "signature":
		got = r.Signature
	case "date":
		got = r.Date
	case "attachments":
		got = strings.Join(r.Attachments, " | ")
	case "annotation":
		got = strings.Join(r.Annotation, " | ")
	case "imprint":
		got = strings.Join(r.Imprint, " | ")
	case "prose":
		return got, strings.Contains(prose, want)
	case "not prose":
		return got, !strings.Contains(prose, want)
	default:
		return "no such field", false
	}
	return got, got == want
}
