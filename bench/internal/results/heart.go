package results

import (
	"fmt"
	"strings"
)

// Languages of the READMEs.
const (
	English = "en"
	Chinese = "zh"
)

// rivals are the sides that the READMEs name, with what they are called there.
var rivals = []struct{ verb, key, en, zh string }{
	{"pdf", "typst", "typst (warm)", "typst（常驻）"},
	{"pdf", "fpdf", "fpdf", "fpdf"},
	{"pdf", "libreoffice-listener", "LibreOffice (warm listener)", "LibreOffice（常驻监听）"},
	{"docx", "docx", "docx of npm", "npm 的 docx"},
	{"docx", "python-docx", "python-docx", "python-docx"},
	{"read", "mammoth", "mammoth", "mammoth"},
	{"read", "python-docx", "python-docx", "python-docx"},
}

var verbs = []struct{ verb, en, zh string }{
	{"pdf", "data → PDF", "数据 → PDF"},
	{"docx", "data → DOCX", "数据 → DOCX"},
	{"read", "DOCX → data", "DOCX → 数据"},
}

// Heart is what a README says of all this: a line for each verb, and one for very many reports.
func (d *Data) Heart(language string) string {
	en := language == English
	var b strings.Builder
	if en {
		b.WriteString(row("one report", "nianbao, CPU ms", "others, times as long"))
	} else {
		b.WriteString(row("一份年报", "nianbao（CPU 毫秒）", "其他工具耗时（倍）"))
	}
	b.WriteString("|---|---|---|\n")
	for _, v := range verbs {
		own, ok := d.Side(v.verb, "nianbao-library")
		if !ok {
			continue
		}
		var said []string
		for _, r := range rivals {
			other, ok := d.Side(r.verb, r.key)
			if r.verb != v.verb || !ok {
				continue
			}
			name := r.en + " "
			if !en {
				if name = r.zh; !strings.HasSuffix(name, "）") {
					name += " "
				}
			}
			said = append(said, name+times(of(other.Distinct).median/of(own.Distinct).median))
		}
		verb, comma := v.en, ", "
		if !en {
			verb, comma = v.zh, "，"
		}
		b.WriteString(row(verb, figure(of(own.Distinct).median), strings.Join(said, comma)))
	}
	if n := len(d.Batch); n > 0 {
		r := d.Batch[n-1]
		rate := float64(r.Reports) / r.Seconds
		if en {
			fmt.Fprintf(&b, "\n%s reports, text → check → DOCX + PDF, in one command: %s a second on %d processors; 200,000 would take %s minutes.\n",
				thousands(r.Reports), figure(rate), d.Machine.Processors, figure(200_000/rate/60))
		} else {
			fmt.Fprintf(&b, "\n一条命令把 %s 份文本年报校验并生成 DOCX 和 PDF：%d 核机器每秒 %s 份，20 万份约需 %s 分钟。\n",
				thousands(r.Reports), d.Machine.Processors, figure(rate), figure(200_000/rate/60))
		}
	}
	if en {
		fmt.Fprintf(&b, "\nMedians over %d distinct reports, %s, %s; how, and what these figures do not say: [docs/performance.md](docs/performance.md).\n", d.Reports, d.Date, d.Machine.Processor)
	} else {
		fmt.Fprintf(&b, "\n以上为 %d 份不同年报的中位数（%s，%s）。测量方法和局限见 [docs/performance.md](docs/performance.md)。\n", d.Reports, d.Date, d.Machine.Processor)
	}
	return b.String()
}
