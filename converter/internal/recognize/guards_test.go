package recognize_test

import (
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// TestGuards holds the least edit of a Word file that each guard of resolved tables is for: without the guard a figure comes
// back in another cell, or a blank says nothing.
func TestGuards(t *testing.T) {
	same := func(*report.Report) {}
	without := func(table string, rows ...string) func(*report.Report) {
		return func(r *report.Report) {
			for _, row := range rows {
				dropRow(r, table, row)
			}
		}
	}
	for _, c := range []struct {
		name    string
		edit    func(*wordFile)
		want    func(*report.Report)
		missing int // figures that stay blank with a warning
	}{
		{"a figure stands in its label's cell", func(f *wordFile) {
			f.row(disclosureTable, "行政强制", func(cells []string) []string {
				return []string{filled(cells[0], "行政强制：18"), emptied(cells[1])}
			})
		}, same, 1},
		{"a column has another's header", func(f *wordFile) { f.retype("总计", "科研机构") }, func(r *report.Report) {
			dropColumn(r, "requests", "总计")
		}, 25},
		{"two rows share the cell of a figure", func(f *wordFile) { f.share("2.重复申请", "3.要求提供公开出版物", 4) },
			without("requests", "重复申请", "要求提供公开出版物"), 0},
		{"the lower row of a shared cell has one more", func(f *wordFile) {
			f.share("2.重复申请", "3.要求提供公开出版物", 4)
			f.row(requestsTable, "3.要求提供公开出版物", func(cells []string) []string {
				return append(cells, filled(cells[5], "5001"))
			})
		}, without("requests", "重复申请", "要求提供公开出版物"), 0},
		{"a row of two characters stands twice with other figures", func(f *wordFile) {
			f.table(disclosureTable, func(t *wordTable) {
				at := t.row("规章")
				t.rows = slices.Insert(t.rows, at, renumbered(t.rows[at], 5000))
			})
		}, without("disclosure", "规章"), 0},
		{"one of two tables cannot be placed", func(f *wordFile) {
			table := tableXML.all(f.parts[body])[disputesTable]
			f.replace(table, strings.NewReplacer(">1187<", ">1187 23<", ">结果维持<", ">结果纠正<", ">结果纠正<", ">结果维持<").Replace(table)+paragraph("", "全系统：")+renumbered(table, 5000))
			f.all(`<w:tbl(Caption|Description) [^>]*/>`, "")
		}, func(r *report.Report) { clear(r.Tables["disputes"]) }, 0},
		{"two figures stand in rows of one column", func(f *wordFile) {
			for _, label := range []string{"行政处罚", "行政强制"} {
				f.row(disclosureTable, label, func(cells []string) []string {
					narrow := strings.Replace(emptied(cells[1]), `<w:gridSpan w:val="3"/>`, "", 1)
					wide := strings.Replace(cells[1], `<w:gridSpan w:val="3"/>`, `<w:gridSpan w:val="2"/>`, 1)
					return []string{cells[0], narrow, wide}
				})
			}
		}, without("disclosure", "行政处罚", "行政强制"), 0},
		{"a column of figures stands behind a row of one blank", func(f *wordFile) {
			f.table(disputesTable, func(t *wordTable) {
				t.cells(3, func(cells []string) []string {
					cells[5] = emptied(cells[5])
					return append(cells, filled(cells[5], "5000"))
				})
			})
		}, func(r *report.Report) { r.Tables["disputes"] = report.Table{} }, 0},
		{"a cell more stands behind a row of one blank", func(f *wordFile) {
			f.row(requestsTable, "2.重复申请", func(cells []string) []string {
				cells[4] = emptied(cells[4])
				return append(cells, filled(cells[4], "5000"))
			})
		}, without("requests", "重复申请"), 0},
		{"words are all that stands in a row that has a cell more", func(f *wordFile) {
			f.row(requestsTable, "2.重复申请", func(cells []string) []string {
				last := len(cells) - 1
				for i := last - 6; i <= last; i++ {
					cells[i] = emptied(cells[i])
				}
				return append(cells, filled(cells[last], "约5"))
			})
		}, same, 7},
		{"two columns of a band change places, and one of its rows is unreadable", func(f *wordFile) {
			for _, label := range []string{"本年制发件数", "规章", "行政规范性文件"} {
				f.row(disclosureTable, label, func(cells []string) []string {
					cells[1], cells[2] = cells[2], cells[1]
					if label == "行政规范性文件" {
						cells[3] = filled(cells[3], "12 31")
					}
					return cells
				})
			}
		}, same, 3},
		{"words stand for a figure in a row that has a cell more", func(f *wordFile) {
			f.row(requestsTable, "2.重复申请", withWords)
		}, without("requests", "重复申请"), 0},
		{"words stand for a figure in a row without a label that has a cell more", func(f *wordFile) {
			f.table(disputesTable, func(t *wordTable) { t.cells(3, withWords) })
		}, func(r *report.Report) { r.Tables["disputes"] = report.Table{} }, 0},
		{"words stand for the first figure of a row without a label that has a cell more", func(f *wordFile) {
			f.table(disputesTable, func(t *wordTable) {
				t.cells(3, func(cells []string) []string {
					cells[0] = filled(cells[0], "795/1200")
					return slices.Insert(cells, 7, emptied(cells[7]))
				})
			})
		}, func(r *report.Report) { r.Tables["disputes"] = report.Table{} }, 0},
		{"only another section's table stands in the section", func(f *wordFile) {
			f.table(disputesTable, func(t *wordTable) {
				t.cells(3, func(cells []string) []string {
					cells[7] = filled(cells[7], "（713）")
					return cells
				})
			})
			tables := tableXML.all(f.parts[body])
			f.parts[body] = strings.Replace(f.parts[body], tables[disputesTable], "", 1)
			f.parts[body] = strings.Replace(f.parts[body], tables[requestsTable], tables[disputesTable], 1)
		}, func(r *report.Report) {
			clear(r.Tables["requests"])
			setFirst(r, "1193", report.Text("（713）"))
		}, 0},
		{"two tables change places", func(f *wordFile) {
			tables := tableXML.all(f.parts[body])
			f.parts[body] = strings.NewReplacer(tables[requestsTable], tables[disputesTable], tables[disputesTable], tables[requestsTable]).Replace(f.parts[body])
		}, same, 0},
		{"a row is moved", func(f *wordFile) {
			f.table(requestsTable, func(t *wordTable) {
				from, to := t.row("4.无正当理由大量反复申请"), t.row("2.重复申请")
				row := t.rows[from]
				t.rows = slices.Insert(slices.Delete(t.rows, from, from+1), to, row)
			})
		}, same, 0},
		{"a draft stands before the corrected table", func(f *wordFile) {
			table := tableXML.all(f.parts[body])[requestsTable]
			f.replace(table, paragraph("", "更正前：")+renumbered(table, 5000)+paragraph("", "更正后：")+table)
		}, same, 0},
		{"a draft says that it is one", func(f *wordFile) {
			table := tableXML.all(f.parts[body])[requestsTable]
			f.replace(table, paragraph("", "（初稿，有误）")+renumbered(table, 5000)+paragraph("", "正式数据：")+table)
		}, same, 0},
		{"a third table stands beside draft and correction", func(f *wordFile) {
			table := tableXML.all(f.parts[body])[requestsTable]
			f.replace(table, table+paragraph("", "更正后：")+renumbered(table, 5000)+paragraph("", "全系统：")+renumbered(table, 3000))
		}, func(r *report.Report) { clear(r.Tables["requests"]) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := asWord(t, numbered("2021", false))
			c.edit(f)
			got, found := f.read()
			want := numbered("2021", false)
			c.want(want)
			wrong, missing := compareTables(got, want, found)
			if len(wrong) > 0 || missing != c.missing {
				t.Errorf("%d missing, %v\n%s", missing, wrong, found.In(diag.English))
			}
		})
	}
}

// row changes the cells of the row in which a label stands.
func (f *wordFile) row(table int, label string, edit func(cells []string) []string) {
	f.t.Helper()
	f.table(table, func(t *wordTable) { t.cells(t.row(label), edit) })
}

// share makes one cell of two, the n-th of a row of the requests table and the one below it.
func (f *wordFile) share(upper, lower string, n int) {
	merge := func(with string) func(cells []string) []string {
		return func(cells []string) []string {
			cells[n] = strings.Replace(cells[n], "</w:tcPr>", with+"</w:tcPr>", 1)
			return cells
		}
	}
	f.row(requestsTable, upper, merge(`<w:vMerge w:val="restart"/>`))
	f.row(requestsTable, lower, merge(`<w:vMerge/>`))
}

// withWords puts a mark behind the last figure of a row, which makes it words, and an empty cell among the others.
func withWords(cells []string) []string {
	last := len(cells) - 1
	cells[last] = filled(cells[last], cellTexts(cells[last])[0]+"※")
	return slices.Insert(cells, last-1, emptied(cells[last]))
}
