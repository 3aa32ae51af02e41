package damage

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/numbering"
)

// furnish writes the prose around the tables: sentences of no real office, with figures in them.
func (d *doc) furnish(r *rand.Rand) {
	d.organ = pick(r, []string{"青禾县水务局", "云岭市商务局", "白石镇人民政府", "东湾区财政局"})
	e := edition.Official().ForYear(d.year)
	y := d.year
	d.parts = append(d.parts, part{title: true, heading: fmt.Sprintf("%s%d年政府信息公开工作年度报告", d.organ, y), paragraphs: []string{
		fmt.Sprintf("根据《中华人民共和国政府信息公开条例》的要求，现公布%s%d年政府信息公开工作年度报告。数据统计期限自%d年1月1日起至%d年12月31日止。", d.organ, y, y, y)}})
	for _, s := range e.Sections {
		if s.Heading == "" {
			continue
		}
		p := part{heading: s.Heading}
		switch s.Key {
		case "overview":
			p.paragraphs = []string{
				fmt.Sprintf("（一）主动公开。全年通过网站公开信息%d条，其中政策文件%d件。", 10+r.IntN(900), r.IntN(9)),
				fmt.Sprintf("（二）依申请公开。全年收到申请%d件，均按期办结。", r.IntN(20)),
				"（三）监督保障。全年没有因公开不当被问责的情形。"}
		case "problems":
			p.paragraphs = []string{"一是公开的深度还不够，解读形式单一。二是人员培训不足，全年只有2次。", "下一步，将完善制度，加强学习，提高质量。"}
		case "other_matters":
			p.paragraphs = []string{"本年度没有收取信息处理费，无其他需要报告的事项。"}
		}
		for _, t := range d.tables {
			if s.Table == t.key {
				p.table = t
			}
		}
		d.parts = append(d.parts, p)
	}
}

// headings returns the parts that have a section's heading.
func (d *doc) headings() []*part {
	var out []*part
	for i := range d.parts {
		if d.parts[i].heading != "" && !d.parts[i].title {
			out = append(out, &d.parts[i])
		}
	}
	return out
}

// title returns the part that has the title.
func (d *doc) title() *part {
	for i := range d.parts {
		if d.parts[i].title {
			return &d.parts[i]
		}
	}
	return &part{}
}

func titleMissing(d *doc, r *rand.Rand) bool {
	d.title().heading = ""
	return true
}

// titleOdd prints the title on several lines, with the year in front, short or doubled, as such titles are.
func titleOdd(d *doc, r *rand.Rand) bool {
	p := d.title()
	words := "政府信息公开工作年度报告"
	switch r.IntN(6) {
	case 0:
		p.heading, p.paragraphs = d.organ, append([]string{fmt.Sprintf("%d年%s", d.year, words)}, p.paragraphs...)
	case 1:
		p.heading, p.paragraphs = d.organ, append([]string{fmt.Sprintf("%d年", d.year), words}, p.paragraphs...)
	case 2:
		p.heading = fmt.Sprintf("%d年度%s%s", d.year, d.organ, words)
	case 3:
		p.heading = fmt.Sprintf("%s%d年政府信息公开公开工作年度报告", d.organ, d.year)
	case 4:
		p.heading = fmt.Sprintf("%s关于%d年度政府信息公开年度报告", d.organ, d.year)
	case 5:
		p.heading = fmt.Sprintf("%s %d 年 %s", d.organ, d.year, words)
	}
	return true
}

// otherYears writes sentences about other years.
func otherYears(d *doc, r *rand.Rand) bool {
	for _, p := range d.headings() {
		if p.table == nil && chance(r, 60) {
			p.paragraphs = append(p.paragraphs, fmt.Sprintf("%d年，将继续推进。%d年制定的《%d—%d年规划》已完成，%d年预算已公开。", d.year+1, d.year-1, d.year-2, d.year+3, d.year+1),
				fmt.Sprintf("依据国办公开办函〔%d〕30号文件，与%d年相比有所进步。", 2021, d.year-1))
		}
	}
	return true
}

func headingMissing(d *doc, r *rand.Rand) bool {
	for range 1 + r.IntN(2) {
		pick(r, d.headings()).heading = ""
	}
	return true
}

func headingNumber(d *doc, r *rand.Rand) bool {
	style := r.IntN(3)
	for i, p := range d.headings() {
		o := numbering.Parse(p.heading)
		words := p.heading[o.Size:]
		switch {
		case style == 0 && chance(r, 50):
			p.heading = fmt.Sprintf("%d、%s", i+1, words)
		case style == 1 && chance(r, 40):
			p.heading = pick(r, []string{"一", "二", "三", "四", "五", "六", "七"}) + "、" + words
		case style == 2:
			p.heading = words
		}
	}
	return true
}

func headingVariant(d *doc, r *rand.Rand) bool {
	more := map[string][]string{
		"存在的主要问题": {"五、存在的主要问题及改进情况", "五、存在问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况", "五、存在的主要问题及整改措施"},
		"行政复议":    {"四、因政府信息公开工作被申请行政复议提起行政诉讼情况", "四、政府信息公开行政法复议、行政诉讼情况"},
		"主动公开":    {"二、主动公开政府信息的情况", "二、行政机关主动公开政府信息情况", "二、主动公开政府政府情况"},
		"总体情况":    {"一、工作基本情况", "一、总体情况："},
	}
	for _, p := range d.headings() {
		for _, word := range []string{"存在的主要问题", "行政复议", "主动公开", "总体情况"} {
			if strings.Contains(p.heading, word) && chance(r, 70) {
				p.heading = pick(r, more[word])
			}
		}
	}
	return true
}

func headingsListed(d *doc, r *rand.Rand) bool {
	var names []string
	for _, p := range d.headings() {
		names = append(names, p.heading[numbering.Parse(p.heading).Size:])
	}
	if chance(r, 50) {
		d.parts[0].paragraphs = append(d.parts[0].paragraphs, "本报告由"+strings.Join(names, "、")+"六部分组成。")
		return true
	}
	d.parts[0].paragraphs = append(d.parts[0].paragraphs, "目录")
	for _, p := range d.headings() {
		d.parts[0].paragraphs = append(d.parts[0].paragraphs, p.heading)
	}
	return true
}

func subHeadings(d *doc, r *rand.Rand) bool {
	for _, p := range d.headings() {
		if p.table != nil {
			continue
		}
		p.paragraphs = append(p.paragraphs, "（三）主动公开政府信息情况", fmt.Sprintf("全年制发规范性文件%d件，行政许可%d件。", r.IntN(9), r.IntN(99)),
			"（四）收到和处理政府信息公开申请情况", fmt.Sprintf("新收申请%d件。", r.IntN(30)))
		return true
	}
	return false
}

func proseAround(d *doc, r *rand.Rand) bool {
	for i := range d.parts {
		p := &d.parts[i]
		if p.table == nil || !chance(r, 70) {
			continue
		}
		text := fmt.Sprintf("%d年，%s共办理有关事项%d件，其中结转%d件，总计%d件。", d.year, d.organ, r.IntN(50), r.IntN(5), r.IntN(60))
		if chance(r, 50) {
			p.paragraphs = append(p.paragraphs, text)
		} else {
			p.after = append(p.after, text)
		}
	}
	return true
}

// pageFrame puts what a page shows about the text before and behind it.
func pageFrame(d *doc, r *rand.Rand) bool {
	front := part{paragraphs: []string{"当前位置：首页 > 政府信息公开 > 年度报告", fmt.Sprintf("发布时间：%d-01-2%d 浏览次数：%d 字号：大 中 小", d.year+1, r.IntN(9), r.IntN(5000))}}
	d.parts = append([]part{front}, d.parts...)
	d.parts = append(d.parts, part{paragraphs: []string{"上一篇：2018年工作总结", fmt.Sprintf("主办单位：%s 电话：0000-%d", d.organ, 1000000+r.IntN(999999)), "1 2 3 4 5 下一页"}})
	return true
}

// proseLabels writes sentences with the words of labels and figures beside them.
func proseLabels(d *doc, r *rand.Rand) bool {
	for i := range d.parts {
		p := &d.parts[i]
		var more []string
		switch {
		case p.table == nil && p.heading != "" && chance(r, 50):
			more = []string{fmt.Sprintf("%d 年，%s办理行政许可 %d 件，行政处罚 %d 件，行政强制 %d 件。", d.year, d.organ, r.IntN(99), r.IntN(99), r.IntN(9)),
				fmt.Sprintf("（三）行政许可 %d 件", r.IntN(90)), fmt.Sprintf("予以公开 %d 件；重复申请 %d 件", r.IntN(9), r.IntN(9))}
		case p.table == nil:
		case p.table.key == "disclosure":
			more = []string{fmt.Sprintf("%d 年制发规范性文件 %d 件，办理行政许可 %d 件，行政处罚 %d 件，行政事业性收费 %d 万元。", d.year, r.IntN(9), r.IntN(99), r.IntN(99), r.IntN(9))}
		case p.table.key == "requests":
			more = []string{fmt.Sprintf("本年新收政府信息公开申请 %d 件，上年结转 %d 件，予以公开 %d 件，结转下年度继续办理 %d 件。", r.IntN(99), r.IntN(9), r.IntN(99), r.IntN(9))}
		case p.table.key == "disputes":
			more = []string{fmt.Sprintf("行政复议 %d 件，行政诉讼 %d 件，结果维持 %d 件，总计 %d 件。", r.IntN(9), r.IntN(9), r.IntN(9), r.IntN(9))}
		}
		if chance(r, 60) {
			p.paragraphs = append(p.paragraphs, more...)
		} else {
			p.after = append(p.after, more...)
		}
	}
	return true
}
