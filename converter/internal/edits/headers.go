package edits

import (
	"fmt"
	"math/rand/v2"
)

var otherWords = map[string][]string{
	"自然人": {"公民", "公民（自然人）", "个人"}, "总计": {"合计", "总数", "共计"}, "商业企业": {"企业", "商业企业单位"}, "科研机构": {"科研院所", "科研单位"},
	"社会公益组织": {"公益组织", "社会组织"}, "法律服务机构": {"律师事务所", "法律服务组织"}, "其他": {"其它", "其他组织"},
	"结果维持": {"维持", "维持原行为"}, "结果纠正": {"纠正"}, "其他结果": {"其它结果"}, "尚未审结": {"未审结", "尚未办结"},
	"本年制发件数": {"本年新制发", "制发数量"}, "本年废止件数": {"废止数量"}, "现行有效件数": {"现行有效数量"}, "本年处理决定数量": {"处理决定件数"},
}

// headerRetyped gives a header other words of the same sense.
func headerRetyped(f *file, r *rand.Rand) string {
	s := f.anySheet(r)
	var headers []*cell
	for _, c := range s.cells {
		if !c.data && len(otherWords[c.text()]) > 0 {
			headers = append(headers, c)
		}
	}
	if len(headers) == 0 || !f.shape(s) {
		return ""
	}
	h := pick(r, headers)
	was := h.text()
	h.set(pick(r, otherWords[was]))
	f.open(s, s.under(h)...)
	return fmt.Sprintf("%s: header %q at %d,%d becomes %q", s.key, was, h.row, h.col, h.text())
}

// under returns the data cells below a header: in table 2 those of its band.
func (s *sheet) under(h *cell) []*cell {
	var out []*cell
	for _, c := range s.cells {
		if c.data && c.row > h.row && c.col < h.col+h.colSpan && h.col < c.col+c.colSpan && (s.key != "disclosure" || s.band(c.row) == h.row) {
			out = append(out, c)
		}
	}
	return out
}

// columnHeader returns one of the headers right above figures.
func (f *file) columnHeader(r *rand.Rand, s *sheet) *cell {
	var headers []*cell
	for _, c := range s.cells {
		if !c.data && c.row < s.heads && c.colSpan == 1 && c.row+c.rowSpan == s.heads && len(s.under(c)) > 0 {
			headers = append(headers, c)
		}
	}
	if len(headers) == 0 {
		return nil
	}
	return pick(r, headers)
}

func headerEmpty(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disputes"}))
	h := f.columnHeader(r, s)
	if h == nil || !f.shape(s) {
		return ""
	}
	was := h.text()
	h.set("")
	f.open(s, s.under(h)...)
	return fmt.Sprintf("%s: header %q at column %d is deleted", s.key, was, h.col)
}

// headerOfOther gives a column another's header: its own figures are nobody's, and the other's are in doubt.
func headerOfOther(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	a, b := f.columnHeader(r, s), f.columnHeader(r, s)
	if a == nil || a.text() == b.text() || !f.shape(s) {
		return ""
	}
	was := a.text()
	a.set(b.text())
	f.open(s, s.under(b)...)
	f.doubt(s, s.under(a)...)
	return fmt.Sprintf("requests: header %q at column %d becomes that of column %d, %q", was, a.col, b.col, b.text())
}

// headerRowsDeleted deletes one or all rows of a header; the form's order still says what stands where, but no reader
// has to trust it.
func headerRowsDeleted(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disputes"}))
	if !f.shape(s) {
		return ""
	}
	n := 1 + r.IntN(s.heads)
	for range n {
		s.dropRow(0)
	}
	s.heads -= n
	for _, c := range s.cells {
		if c.data {
			f.open(s, c)
		}
	}
	return fmt.Sprintf("%s: the first %d rows of the header are deleted", s.key, n)
}
