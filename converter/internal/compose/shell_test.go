package compose_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

func shelled(t *testing.T, r *report.Report, s *style.Style, shell *compose.Shell) (*document.Document, diag.List) {
	t.Helper()
	r.Format = "2021"
	return compose.DocumentInShell(context.Background(), r, edition.Official(), s, shell, nil)
}

// describe lists the paragraphs of the form: role, text, size, and what else places them.
func describe(d *document.Document) []string {
	var list []string
	for _, b := range d.Blocks {
		p, ok := b.(*document.Paragraph)
		if !ok || !p.Role.OfShell() {
			continue
		}
		text := fmt.Sprintf("%s %s", p.Role, strings.ReplaceAll(p.Text(), "\n", "/"))
		if p.Size != 0 {
			text += fmt.Sprintf(" %d", p.Size)
		}
		if p.Align != "" {
			text += fmt.Sprintf(" %s %d-%d", p.Align, p.Start, p.Right)
		}
		if p.Beside {
			text += " beside"
		}
		if p.NewPage {
			text += " page"
		}
		if p.Frame != nil {
			text += fmt.Sprintf(" frame %d", p.Frame.X)
		}
		if p.Under != nil {
			text += " rule"
		}
		list = append(list, text)
	}
	return list
}

// TestHead: what stands above the title in each form of the head (GB/T 9704-2012 7.2). Sizes in half-points, places in twips; the type
// area is 8845 wide.
func TestHead(t *testing.T) {
	for _, c := range []struct {
		name  string
		shell compose.Shell
		want  []string
	}{
		{"one organ, in the largest size that one line holds", compose.Shell{Number: "示政发〔2024〕1号"},
			[]string{"letterhead 云溪市商务局文件 110", "documentnumber 示政发〔2024〕1号 rule"}},
		{"a short name is not larger than the house has it", compose.Shell{Number: "〔2024〕1号", Organs: []string{"商务局"}},
			[]string{"letterhead 商务局文件 124", "documentnumber 〔2024〕1号 rule"}},
		{"digits of the face are wider, and word processors set them apart", compose.Shell{Number: "〔2024〕1号", Organs: []string{"云溪市第1000局"}},
			[]string{"letterhead 云溪市第1000局文件 84", "documentnumber 〔2024〕1号 rule"}},
		{"a name too long for a line is broken like a title", compose.Shell{Number: "〔2024〕1号", Organs: []string{"中国证券监督管理委员会云溪监管局机关党委"}},
			[]string{"letterhead 中国证券监督管理委员会 80", "letterhead 云溪监管局机关党委文件 80", "documentnumber 〔2024〕1号 rule"}},
		{"several organs, all of one width, 文件 beside them", compose.Shell{Number: "〔2024〕1号", Organs: []string{"云溪市商务局", "云溪市财政局"}},
			[]string{"letterhead 云溪市商务局 104 distribute 2-2603", "letterhead 云溪市财政局 104 distribute 2-2603", "letterhead 文件 104 left 0-0 frame 6762",
				"documentnumber 〔2024〕1号 rule"}},
		{"many organs leave room for the text", compose.Shell{Number: "〔2024〕1号", Organs: []string{"甲局", "乙局", "丙局", "丁局", "戊局", "己局", "庚局", "辛局"}},
			[]string{"letterhead 甲局 40 distribute", "letterhead 乙局 40 distribute", "letterhead 丙局 40 distribute", "letterhead 丁局 40 distribute",
				"letterhead 戊局 40 distribute", "letterhead 己局 40 distribute", "letterhead 庚局 40 distribute", "letterhead 辛局 40 distribute", "letterhead 文件 40 left", "documentnumber 〔2024〕1号 rule"}},
		{"份号, 密级, 紧急程度 in this order", compose.Shell{Number: "〔2024〕1号", Urgency: "特急", Secrecy: "机密★1年", CopyNumber: "000001"},
			[]string{"classification 000001", "classification 机密★1年", "classification 特急", "letterhead 云溪市商务局文件 110", "documentnumber 〔2024〕1号 rule"}},
		{"for a superior organ: the number at the left, who signs at the right", compose.Shell{Number: "〔2024〕1号", Signers: []string{"张三丰"}},
			[]string{"letterhead 云溪市商务局文件 110", "documentnumber 〔2024〕1号 left 320-0 rule", "signer 签发人：张三丰 left 6285-0 beside"}},
		{"several sign: two in a line, the number beside the last", compose.Shell{Number: "〔2024〕1号", Signers: []string{"张三丰", "李四", "王小五"}},
			[]string{"letterhead 云溪市商务局文件 110", "signer 签发人：张三丰\u3000李\u3000四 left 5005-0", "documentnumber 〔2024〕1号 left 320-0 rule",
				"signer 王小五 left 6285-0 beside"}},
		{"annexes, numbered where there are several", compose.Shell{Number: "〔2024〕1号", Annexes: []compose.Annex{{Title: "表", Paragraphs: []string{"文。"}}, {Title: "说明"}}},
			[]string{"letterhead 云溪市商务局文件 110", "documentnumber 〔2024〕1号 rule", "annexlabel 附件1 page", "annextitle 表", "annexlabel 附件2 page", "annextitle 说明"}},
		{"a single annex has no number", compose.Shell{Number: "〔2024〕1号", Annexes: []compose.Annex{{Title: "表"}}},
			[]string{"letterhead 云溪市商务局文件 110", "documentnumber 〔2024〕1号 rule", "annexlabel 附件 page", "annextitle 表"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, found := shelled(t, &report.Report{Organization: "云溪市商务局", Year: 2023}, style.Default(), &c.shell)
			if d == nil || len(found) > 0 {
				t.Fatal(found)
			}
			got := describe(d)
			if len(got) != len(c.want) {
				t.Fatalf("got %q", got)
			}
			for i := range got {
				if got[i] != c.want[i] && !strings.HasPrefix(got[i], c.want[i]+" ") {
					t.Errorf("got %q, want %q", got[i], c.want[i])
				}
			}
		})
	}
}

// Annexes stand behind the note below the date and before the imprint (7.3.7, 7.4).
func TestAnnexesStandBeforeTheImprint(t *testing.T) {
	r := &report.Report{Organization: "云溪市商务局", Date: "2024-01-05", Tail: report.Tail{Annotation: []string{"（注）"}, Imprint: []string{"抄送：甲。"}}}
	d, _ := shelled(t, r, style.Default(), &compose.Shell{Number: "〔2024〕1号", Annexes: []compose.Annex{{Title: "表", Paragraphs: []string{"文。"}}}})
	var roles []string
	for _, b := range d.Blocks[len(d.Blocks)-6:] {
		roles = append(roles, b.(*document.Paragraph).Role.String())
	}
	if got := strings.Join(roles, " "); got != "date annotation annexlabel annextitle body imprint" {
		t.Error(got)
	}
}

// Without values nothing is printed around the report, unless the style asks for it.
func TestShellIsOff(t *testing.T) {
	r := &report.Report{Organization: "云溪市商务局"}
	if d, found := shelled(t, r, style.Default(), nil); d == nil || len(found) > 0 || len(describe(d)) > 0 {
		t.Errorf("%v %v", d, found)
	}
	s := *style.Default()
	form := *s.Shell
	form.Print, s.Shell = true, &form
	d, found := shelled(t, r, &s, nil)
	if got := describe(d); len(got) != 2 || len(found) != 1 || found[0].Code != "shell-number" {
		t.Errorf("%q %v", got, found)
	}
	s.Shell = nil
	if d, _ = shelled(t, r, &s, nil); d == nil || len(describe(d)) > 0 {
		t.Error("a style without a shell prints one")
	}
	if d, found = shelled(t, r, &s, &compose.Shell{Number: "〔2024〕1号"}); d != nil || !found.Has("shell-style") {
		t.Errorf("values without a form for them: %v", found)
	}
}

// TestShellValues: what no document says is refused or named.
func TestShellValues(t *testing.T) {
	for _, c := range []struct {
		name  string
		shell compose.Shell
		want  diag.Code
		made  bool
	}{
		{"no number", compose.Shell{}, "shell-number", true},
		{"other brackets", compose.Shell{Number: "示政发[2024]1号"}, "shell-number", true},
		{"a leading zero", compose.Shell{Number: "示政发〔2024〕01号"}, "shell-number", true},
		{"第", compose.Shell{Number: "示政发〔2024〕第1号"}, "shell-number", true},
		{"a short copy number", compose.Shell{Number: "〔2024〕1号", CopyNumber: "12"}, "shell-copy-number", true},
		{"a copy number that is none", compose.Shell{Number: "〔2024〕1号", CopyNumber: "00000a"}, "shell-copy-number", true},
		{"a line break", compose.Shell{Number: "〔2024〕1号", Secrecy: "机密\n绝密"}, "shell-value", false},
		{"too long", compose.Shell{Number: strings.Repeat("号", 201)}, "shell-value", false},
		{"too many organs", compose.Shell{Number: "〔2024〕1号", Organs: make([]string, 51)}, "shell-value", false},
		{"a tab in the title of an annex", compose.Shell{Number: "〔2024〕1号", Annexes: []compose.Annex{{Title: "\t"}}}, "shell-value", false},
		{"too many annexes", compose.Shell{Number: "〔2024〕1号", Annexes: make([]compose.Annex, 1001)}, "shell-value", false},
	} {
		d, found := shelled(t, &report.Report{Organization: "云溪市商务局"}, style.Default(), &c.shell)
		if len(found) != 1 || found[0].Code != c.want || (d != nil) != c.made {
			t.Errorf("%s: %v, a document: %v", c.name, found, d != nil)
		}
	}
}
