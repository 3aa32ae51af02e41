package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"nianbao/converter/report"
)

// other copies a table with other figures.
func (s *sheet) other(r *rand.Rand) *sheet {
	twin := s.copy()
	for _, c := range twin.cells {
		c.inner = nil
		if c.data {
			c.set(fmt.Sprint(10001 + r.IntN(80000)))
		}
	}
	return twin
}

// twins takes a table for a second one beside it.
func (f *file) twins(r *rand.Rand) *sheet {
	s := f.sheet(pick(r, []string{"disclosure", "requests", "requests", "disputes"}))
	if f.shaped["twin "+s.key] {
		return nil
	}
	f.shaped["twin "+s.key] = true
	return s
}

// both says of a table's cells that they may be those of either table.
func (f *file) both(s, twin *sheet) {
	for _, c := range s.cells {
		if !c.data {
			continue
		}
		f.doubt(s, c)
		for _, o := range twin.cells {
			if n, err := report.ParseDecimal(o.text()); o.data && o.key == c.key && err == nil {
				f.of(s, c).Or = append(f.of(s, c).Or, report.Number(n))
			}
		}
	}
}

var captions = map[string]string{"disclosure": "主动公开政府信息情况", "requests": "收到和处理政府信息公开申请情况", "disputes": "政府信息公开行政复议、行政诉讼情况"}

// lastYearToo puts last year's table beside this year's; the captions tell them apart.
func lastYearToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	last := []block{text(fmt.Sprintf(pick(r, []string{"附：%d年%s", "%d年度%s", "（对照）%d年%s"}), f.year-1, captions[s.key])), {sheet: s.other(r)}}
	this := text(fmt.Sprintf("%d年%s", f.year, captions[s.key]))
	at := f.at(s)
	before := chance(r, 60)
	if before {
		f.insert(at, append(last, this)...)
	} else {
		f.insert(at+1, last...)
		f.insert(at, this)
	}
	return fmt.Sprintf("%s: the table of %d stands beside it, before it: %v", s.key, f.year-1, before)
}

// wholeSystemToo: one table for the office, one for all its offices: which is the report's nobody can tell.
func wholeSystemToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	twin := s.other(r)
	names := []string{"全系统" + captions[s.key], "本级" + captions[s.key]}
	if chance(r, 50) {
		slices.Reverse(names)
	}
	at := f.at(s)
	f.insert(at+1, text(names[1]), block{sheet: twin})
	f.insert(at, text(names[0]))
	f.both(s, twin)
	return fmt.Sprintf("%s: two tables, %q", s.key, names)
}

// draftToo: the first table was wrong, the second says that it corrects it.
func draftToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	at := f.at(s)
	f.insert(at, text(pick(r, []string{"（初稿，有误）", "更正前："})), block{sheet: s.other(r)}, text(pick(r, []string{"更正后：", "更正后的数据如下："})))
	return fmt.Sprintf("%s: a draft stands before the corrected table", s.key)
}

func copiedTable(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	f.insert(f.at(s)+1, text(pick(r, []string{"", "附表", "（复制件）"})), block{sheet: s.copy()})
	return fmt.Sprintf("%s: the table stands twice", s.key)
}

func copiedTableOther(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	twin := s.other(r)
	f.insert(f.at(s)+1, text(""), block{sheet: twin})
	f.both(s, twin)
	return fmt.Sprintf("%s: the table stands twice with other figures", s.key)
}
