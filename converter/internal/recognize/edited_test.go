package recognize_test

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

func number(s string) int { n, _ := strconv.Atoi(s); return n }
func digits(n int) string { return strconv.Itoa(n) }

// numbered is a report in which no two figures are equal, so that a misplaced one shows. Sparse: every third cell is
// blank.
func numbered(version string, sparse bool) *report.Report {
	r := &report.Report{Format: version, Organization: "云溪市商务局", Year: 2023, Signature: "云溪市商务局", Date: "2024-01-15",
		Tables: map[string]report.Table{}, Prose: map[string][]string{
			"introduction":  {"现公布2023年度报告。本报告中所列数据的统计期限为2023年1月1日至12月31日。"},
			"overview":      {"（一）主动公开", "全年公开信息312条。", "（二）依申请公开", "全年受理37件。"},
			"problems":      {"**一是**队伍不稳。", "**二是**栏目不全。"},
			"other_matters": {"无。"},
		}}
	i := 0
	for _, table := range edition.Official().Get(version).Tables {
		cells := report.Table{}
		for j := range table.Cells {
			if c := &table.Cells[j]; c.IsData() {
				if i++; !sparse || i%3 != 0 {
					cells.Set(c.RowKey, c.ColKey, report.Count(1000+i))
				}
			}
		}
		r.Tables[table.Key] = cells
	}
	return r
}

// asWord writes a report and opens the file for editing.
func asWord(t *testing.T, r *report.Report) *wordFile {
	t.Helper()
	doc, found := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatal(found)
	}
	data, err := write.Document(doc, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	return openWord(t, data)
}

// read reads an edited file back.
func (f *wordFile) read() (*report.Report, diag.List) {
	f.t.Helper()
	doc, found := read.Document(context.Background(), f.bytes(), limit.Default())
	if doc == nil {
		f.t.Fatal(found)
	}
	r, evidence, more := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		f.t.Fatal(more)
	}
	for table, cells := range r.Tables {
		for k := range cells {
			if _, ok := evidence.Cell(table, k); !ok {
				f.t.Errorf("%s.%s.%s comes from nowhere", table, k.Row, k.Col)
			}
		}
	}
	return r, append(found, more...)
}

// compareTables returns the figures that are wrong, and counts those that are missing with a warning.
func compareTables(got, want *report.Report, found diag.List) (wrong []string, missing int) {
	for table := range want.Tables {
		warned := slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Severity >= diag.Warning && d.Place.Table == table })
		keys := slices.Collect(maps.Keys(want.Tables[table]))
		for k := range got.Tables[table] {
			if _, ok := want.Tables[table][k]; !ok {
				keys = append(keys, k)
			}
		}
		for _, k := range keys {
			a, b := got.Tables[table].Get(k.Row, k.Col), want.Tables[table].Get(k.Row, k.Col)
			switch {
			case a == b:
			case a.IsBlank() && warned:
				missing++
			default:
				wrong = append(wrong, fmt.Sprintf("%s.%s.%s is %q, want %q", table, k.Row, k.Col, a, b))
			}
		}
	}
	slices.Sort(wrong)
	return wrong, missing
}

// TestEditedInWord: after what people do to a file in Word, every figure is right, or blank with a warning.
func TestEditedInWord(t *testing.T) {
	same := func(*report.Report) {}
	lost := func(table string, rows ...string) func(*report.Report) {
		return func(r *report.Report) {
			for k := range r.Tables[table] {
				if slices.Contains(rows, k.Row) {
					delete(r.Tables[table], k)
				}
			}
		}
	}
	inTable := func(n int, edit func(*wordTable)) func(*wordFile) {
		return func(f *wordFile) { f.table(n, edit) }
	}
	dropRows := func(n, from, to int) func(*wordFile) {
		return inTable(n, func(t *wordTable) { t.rows = slices.Delete(t.rows, from, to) })
	}
	for _, c := range []struct {
		name  string
		edit  func(f *wordFile)
		want  func(r *report.Report)
		least int    // per cent of the figures that must be read
		code  string // a diagnostic that must be given
		only  string // edition
	}{
		{"nothing", func(*wordFile) {}, same, 100, "", ""},
		{"a plain paragraph in the text", func(f *wordFile) { f.before("全年受理", paragraph("", "新增一段。")) },
			func(r *report.Report) { r.Prose["overview"] = slices.Insert(r.Prose["overview"], 3, "新增一段。") }, 100, "", ""},
		{"a styled paragraph in the text", func(f *wordFile) { f.before("全年受理", paragraph("NBBody", "新增一段。")) },
			func(r *report.Report) { r.Prose["overview"] = slices.Insert(r.Prose["overview"], 3, "新增一段。") }, 100, "", ""},
		{"a plain paragraph that looks like a label", func(f *wordFile) { f.before("全年受理", paragraph("", "行政处罚18件")) },
			func(r *report.Report) {
				r.Prose["overview"] = slices.Insert(r.Prose["overview"], 3, "行政处罚18件")
			}, 100, "", ""},
		{"a plain paragraph above a table", func(f *wordFile) { f.before("第二十条第（一）项", paragraph("", "单位：件")) },
			func(r *report.Report) {
				r.Notes = map[string]report.Notes{"disclosure": {Above: []string{"单位：件"}}}
			}, 100, "", ""},
		{"a plain paragraph below a table", func(f *wordFile) { f.before("三、收到", paragraph("", "注：含下属单位。")) },
			func(r *report.Report) {
				r.Notes = map[string]report.Notes{"disclosure": {Below: []string{"注：含下属单位。"}}}
			}, 100, "", ""},
		{"a figure is changed", func(f *wordFile) { f.retype("1001", "77") }, func(r *report.Report) { setFirst(r, "1001", report.Count(77)) }, 100, "", ""},
		{"full-width digits", func(f *wordFile) { f.retype("1001", "７７") }, func(r *report.Report) { setFirst(r, "1001", report.Count(77)) }, 100, "", ""},
		{"a thousands separator", func(f *wordFile) { f.retype("1001", "1,077") }, func(r *report.Report) { setFirst(r, "1001", report.Count(1077)) }, 100, "", ""},
		{"a figure is deleted", func(f *wordFile) { f.retype("1001", "") }, func(r *report.Report) { setFirst(r, "1001", report.Cell{}) }, 100, "", ""},
		{"a slash for a figure", func(f *wordFile) { f.retype("1001", "/") }, func(r *report.Report) { setFirst(r, "1001", report.Text("/")) }, 100, "", ""},
		{"words for a figure", func(f *wordFile) { f.retype("1001", "见附件") }, func(r *report.Report) { setFirst(r, "1001", report.Text("见附件")) }, 100, "", ""},
		{"a figure with a unit", func(f *wordFile) { f.retype("1001", "12件") }, func(r *report.Report) { setFirst(r, "1001", report.Annotated(report.Int(12), "12件")) }, 100, "", ""},
		{"a label is misspelt", func(f *wordFile) { f.retype("2.重复申请", "2.重复申清") }, same, 100, "", ""},
		{"a label has spaces", func(f *wordFile) { f.retype("行政处罚", "行政 处罚") }, same, 100, "", ""},
		{"a label is shortened", func(f *wordFile) { f.retype("1.本机关不掌握相关政府信息", "1.不掌握相关信息") }, same, 100, "", ""},
		{"a label has a note", func(f *wordFile) { f.retype("行政处罚", "行政处罚（含简易程序）") }, same, 100, "", ""},
		{"a label is deleted", func(f *wordFile) { f.retype("2.重复申请", "") }, same, 96, "", ""},
		{"a label becomes another row's", func(f *wordFile) { f.retype("2.重复申请", "3.要求提供公开出版物") }, lost("requests", "repeated", "public_publication", "publications"), 90, "*", ""},
		{"a label becomes an unknown one", func(f *wordFile) { f.retype("2.重复申请", "涉及商业秘密") }, same, 95, "*", ""},
		{"a group's label is deleted", func(f *wordFile) { f.all(`<w:t>（三）</w:t>`, `<w:t></w:t>`) }, same, 100, "", ""},
		{"a column's header is retyped", func(f *wordFile) { f.retype("总计", "合计") }, same, 100, "", ""},
		{"two labels change places", func(f *wordFile) {
			f.retype("2.重复申请", "@@")
			f.retype("3.要求提供公开出版物", "2.重复申请")
			f.retype("@@", "3.要求提供公开出版物")
		}, func(r *report.Report) { swapRows(r, "requests", "重复申请", "要求提供公开出版物") }, 100, "", ""},
		{"two columns' headers change places", func(f *wordFile) {
			f.retype("商业企业", "@@")
			f.retype("科研机构", "商业企业")
			f.retype("@@", "科研机构")
		}, func(r *report.Report) { swapColumns(r, "requests", "商业企业", "科研机构") }, 30, "", ""},

		{"header rows of the disclosure table are deleted", dropRows(disclosureTable, 0, 2), same, 90, "", ""},
		{"one header row of the requests table is deleted", dropRows(requestsTable, 0, 1), same, 90, "", ""},
		{"two header rows of the requests table are deleted", dropRows(requestsTable, 0, 2), same, 90, "", ""},
		{"all header rows of the requests table are deleted", dropRows(requestsTable, 0, 3), same, 20, "", ""},
		{"one header row of the disputes table is deleted", dropRows(disputesTable, 0, 1), same, 90, "", ""},
		{"two header rows of the disputes table are deleted", dropRows(disputesTable, 0, 2), same, 90, "", ""},
		{"all header rows of the disputes table are deleted", dropRows(disputesTable, 0, 3), same, 90, "table-not-found", ""},
		{"the last header row of the disputes table is deleted", dropRows(disputesTable, 2, 3), same, 90, "", ""},
		{"the figures of the disputes table are deleted", dropRows(disputesTable, 3, 4), func(r *report.Report) { r.Tables["disputes"] = report.Table{} }, 100, "*", ""},
		{"a row is deleted", inTable(requestsTable, func(t *wordTable) {
			at := t.row("2.重复申请")
			t.rows = slices.Delete(t.rows, at, at+1)
		}), same, 95, "row-not-found", ""},
		{"the first row of a group is deleted", inTable(requestsTable, func(t *wordTable) {
			at := t.row("1.信访举报投诉类申请")
			t.rows = slices.Delete(t.rows, at, at+1)
		}), same, 95, "row-not-found", ""},
		{"a whole group is deleted", inTable(requestsTable, func(t *wordTable) {
			from, to := t.row("1.本机关不掌握相关政府信息"), t.row("1.信访举报投诉类申请")
			t.rows = slices.Delete(t.rows, from, to)
		}), same, 85, "rows-not-found", ""},
		{"a row of the disclosure table is deleted", inTable(disclosureTable, func(t *wordTable) {
			at := t.row("行政处罚")
			t.rows = slices.Delete(t.rows, at, at+1)
		}), same, 95, "row-not-found", ""},
		{"a band of the disclosure table is deleted", inTable(disclosureTable, func(t *wordTable) {
			from, to := t.row("第二十条第（六）项"), t.row("第二十条第（八）项")
			t.rows = slices.Delete(t.rows, from, to)
		}), same, 95, "rows-not-found", ""},
		{"a row of an unknown label", inTable(requestsTable, func(t *wordTable) {
			at := t.row("3.要求提供公开出版物")
			t.rows = slices.Insert(t.rows, at, strings.ReplaceAll(renumbered(t.rows[at], 5000), "3.要求提供公开出版物", "涉及商业秘密"))
		}), same, 95, "figure-unclaimed", ""},
		{"a row of an unknown label and no figures", inTable(requestsTable, func(t *wordTable) {
			at := t.row("3.要求提供公开出版物")
			t.rows = slices.Insert(t.rows, at, blanked(strings.ReplaceAll(t.rows[at], "3.要求提供公开出版物", "涉及商业秘密")))
		}), same, 95, "", ""},
		{"a row of an unknown label in the disclosure table", inTable(disclosureTable, func(t *wordTable) {
			at := t.row("行政强制")
			t.rows = slices.Insert(t.rows, at, strings.ReplaceAll(renumbered(t.rows[at], 5000), "行政强制", "行政征收"))
		}), same, 95, "figure-unclaimed", ""},
		{"an empty row", inTable(requestsTable, func(t *wordTable) {
			at := t.row("3.要求提供公开出版物")
			t.rows = slices.Insert(t.rows, at, emptied(t.rows[at]))
		}), same, 95, "", ""},
		{"a row without a label", inTable(requestsTable, func(t *wordTable) {
			at := t.row("3.要求提供公开出版物")
			t.rows = slices.Insert(t.rows, at, strings.ReplaceAll(renumbered(t.rows[at], 5000), "3.要求提供公开出版物", ""))
		}), same, 90, "*", ""},
		{"a row twice with other figures", inTable(requestsTable, func(t *wordTable) {
			at := t.row("2.重复申请")
			t.rows = slices.Insert(t.rows, at, renumbered(t.rows[at], 5000))
		}), func(r *report.Report) { dropRow(r, "requests", "重复申请") }, 95, "*", ""},
		{"a second row of figures in the disputes table", inTable(disputesTable, func(t *wordTable) {
			t.rows = append(t.rows, renumbered(t.rows[3], 5000))
		}), func(r *report.Report) { r.Tables["disputes"] = report.Table{} }, 90, "*", ""},

		{"a cell is deleted and the row moves left", inTable(requestsTable, func(t *wordTable) {
			t.cells(t.row("2.重复申请"), func(cells []string) []string { return slices.Delete(cells, 4, 5) })
		}), same, 95, "*", ""},
		{"a cell is put in and the row moves right", inTable(requestsTable, func(t *wordTable) {
			t.cells(t.row("2.重复申请"), func(cells []string) []string { return slices.Insert(cells, 4, emptied(cells[4])) })
		}), same, 95, "", ""},
		{"two cells are merged", inTable(requestsTable, func(t *wordTable) {
			t.cells(t.row("2.重复申请"), func(cells []string) []string {
				cells[4] = strings.Replace(cells[4], "</w:tcPr>", `<w:gridSpan w:val="2"/></w:tcPr>`, 1)
				return slices.Delete(cells, 5, 6)
			})
		}), same, 95, "*", ""},
		{"a column is deleted", inTable(requestsTable, func(t *wordTable) { t.column(7, nil) }),
			func(r *report.Report) { dropColumn(r, "requests", "法律服务机构") }, 25, "*", ""},
		{"a column is put in", inTable(requestsTable, func(t *wordTable) {
			t.column(7, func(row int, _ string) string {
				if row == 2 {
					return "农民专业合作社"
				}
				return ""
			})
		}), same, 25, "", ""},
		{"a column of figures is put in", inTable(requestsTable, func(t *wordTable) {
			t.column(7, func(row int, _ string) string {
				if row == 2 {
					return "农民专业合作社"
				}
				return digits(5000 + row)
			})
		}), same, 25, "*", ""},
		{"a column of remarks is put in behind", inTable(requestsTable, func(t *wordTable) {
			t.column(9, func(row int, _ string) string {
				if row == 1 {
					return "备注"
				}
				return ""
			})
		}), same, 25, "", ""},
		{"a column of the disclosure table is deleted", inTable(disclosureTable, func(t *wordTable) { t.column(2, nil) }),
			func(r *report.Report) {
				for k := range r.Tables["disclosure"] {
					if k.Row == "rules" || k.Row == "normative_documents" {
						if k.Col == "repealed" {
							delete(r.Tables["disclosure"], k)
						}
					}
				}
			}, 90, "*", "2021"},
		{"a column of the disputes table is deleted", inTable(disputesTable, func(t *wordTable) { t.column(1, nil) }),
			func(r *report.Report) { delete(r.Tables["disputes"], report.Key{Row: "review", Col: "corrected"}) }, 90, "*", ""},

		{"rows are made higher", func(f *wordFile) {
			f.all(`<w:trHeight w:val="\d+" w:hRule="atLeast"/>`, `<w:trHeight w:val="900" w:hRule="exact"/>`)
		}, same, 100, "", ""},
		{"the tables get a style", func(f *wordFile) { f.all(`<w:tblPr><w:tblW`, `<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW`) }, same, 100, "", ""},
		{"a column is widened", func(f *wordFile) {
			f.table(requestsTable, func(t *wordTable) {
				grid := gridXML.FindAllString(t.head, -1)
				t.head = strings.Replace(t.head, grid[4], `<w:gridCol w:w="1500"/>`, 1)
			})
			f.all(`<w:tcW w:w="\d+" w:type="dxa"/>`, `<w:tcW w:w="0" w:type="auto"/>`)
		}, same, 100, "", ""},
		{"only some cells are widened", inTable(requestsTable, func(t *wordTable) {
			t.rows[8] = regexp.MustCompile(`<w:tcW w:w="\d+"`).ReplaceAllString(t.rows[8], `<w:tcW w:w="1234"`)
		}), same, 100, "", ""},
		{"a table is deleted", func(f *wordFile) {
			f.parts[body] = strings.Replace(f.parts[body], tableXML.all(f.parts[body])[disclosureTable], "", 1)
		}, func(r *report.Report) { delete(r.Tables, "disclosure") }, 100, "table-not-found", ""},
		{"all tables are deleted", func(f *wordFile) { f.parts[body] = tableXML.without(f.parts[body]) },
			func(r *report.Report) { clear(r.Tables) }, 100, "table-not-found", ""},

		{"the title's year is changed", func(f *wordFile) { f.retype(titleEnd(f, "2023年"), titleEnd(f, "2024年")) },
			func(r *report.Report) {
				r.Title, r.Year = "云溪市商务局2024年政府信息公开工作年度报告", 2024
			}, 100, "title-changed", ""},
		{"the title's organ is changed", func(f *wordFile) { f.replace(">云溪市商务局", ">青坪县商务局") },
			func(r *report.Report) {
				r.Title, r.Organization = "青坪县商务局2023年政府信息公开工作年度报告", "青坪县商务局"
			}, 100, "title-changed", ""},
		{"the title is retyped in plain text", func(f *wordFile) {
			f.drop("云溪市商务局")
			f.before("现公布", paragraph("", "青坪县商务局")+paragraph("", "2024年政府信息公开工作年度报告"))
		}, func(r *report.Report) {
			r.Title, r.Organization, r.Year = "青坪县商务局2024年政府信息公开工作年度报告", "青坪县商务局", 2024
		}, 100, "title-changed", ""},
		{"the title is cut in two", func(f *wordFile) {
			f.drop("云溪市商务局")
			f.before("现公布", paragraph("NBTitle", "云溪市商务局")+paragraph("NBTitle", "2023年政府信息公开工作年度报告"))
		}, same, 100, "", ""},
		{"the day is typed in Chinese numerals", func(f *wordFile) { f.retype("2024年1月15日", "二〇二四年一月十五日") }, same, 100, "", ""},
		{"the day is typed with points", func(f *wordFile) { f.retype("2024年1月15日", "2024.1.15") }, same, 100, "", ""},
		{"a contact stands behind the day", func(f *wordFile) {
			f.parts[body] = strings.Replace(f.parts[body], "<w:sectPr", paragraph("", "（联系人：李某）")+"<w:sectPr", 1)
		}, func(r *report.Report) {
			r.Annotation = []string{"（联系人：李某）"}
		}, 100, "tail-read", ""},
		{"an attached document stands behind the day", func(f *wordFile) {
			f.parts[body] = strings.Replace(f.parts[body], "<w:sectPr", paragraph("", "附件1")+paragraph("", "公开目录")+"<w:sectPr", 1)
		}, func(r *report.Report) {
			r.Prose["other_matters"] = append(r.Prose["other_matters"], "附件1", "公开目录")
		}, 100, "text-after-date", ""},
		{"the title loses its style", func(f *wordFile) { f.restyle("云溪市商务局", "") }, same, 100, "", ""},

		{"a heading is retyped", func(f *wordFile) { f.retype("二、主动公开政府信息情况", "二、主动公开信息情况") }, same, 100, "", ""},
		{"a heading is renumbered", func(f *wordFile) { f.retype("六、其他需要报告的事项", "七、其他需要报告的事项") }, same, 100, "", ""},
		{"a heading loses its number", func(f *wordFile) { f.retype("六、其他需要报告的事项", "其他需要报告的事项") }, same, 100, "", ""},
		{"a table's heading loses its style", func(f *wordFile) { f.restyle("二、主动公开", "") }, same, 100, "", ""},
		{"a table's heading gets the style of the text", func(f *wordFile) { f.restyle("二、主动公开", "NBBody") }, same, 100, "", ""},
		{"a text's heading loses its style", func(f *wordFile) { f.restyle("一、总体情况", "") }, same, 100, "", ""},
		{"a text's heading gets a style of Word", func(f *wordFile) { f.restyle("一、总体情况", "Heading1") }, same, 100, "", ""},
		{"a table's heading is deleted", func(f *wordFile) { f.drop("三、收到") }, same, 100, "", ""},
		{"all headings of tables are deleted", func(f *wordFile) { f.drop("二、主动"); f.drop("三、收到"); f.drop("四、政府") }, same, 100, "", ""},

		{"styles get other identifiers", func(f *wordFile) { f.renameStyles(false) }, same, 100, "", ""},
		{"styles get other identifiers and names", func(f *wordFile) { f.renameStyles(true) }, same, 100, "", ""},
		{"the properties are gone", func(f *wordFile) { f.remove("docProps/custom.xml") },
			func(r *report.Report) { r.Title = "云溪市商务局2023年政府信息公开工作年度报告" }, 100, "", ""},
		{"the properties and the tables' keys are gone", func(f *wordFile) {
			f.remove("docProps/custom.xml")
			f.all(`<w:tbl(Caption|Description) [^>]*/>`, "")
			f.all(`<w:bookmark(Start|End) [^>]*/>`, "")
		}, func(r *report.Report) { r.Title = "云溪市商务局2023年政府信息公开工作年度报告" }, 100, "", ""},
		{"the styles and the properties are gone", func(f *wordFile) { f.renameStyles(true); f.remove("docProps/custom.xml") },
			func(r *report.Report) { r.Title = "云溪市商务局2023年政府信息公开工作年度报告" }, 100, "", ""},
		{"the tables' keys are another's", func(f *wordFile) {
			f.all(`_nianbao_disputes_`, "_nianbao_other_")
			f.all(`_nianbao_disclosure_`, "_nianbao_disputes_")
		}, same, 100, "", ""},
		{"the rows of （六） are one", inTable(requestsTable, func(t *wordTable) {
			at := slices.IndexFunc(t.rows, func(row string) bool { return strings.Contains(row, "申请人无正当理由逾期不补正") })
			t.rows = slices.Delete(t.rows, at+1, at+3)
			t.cells(at, func(cells []string) []string {
				label := strings.Replace(strings.Replace(filled(cells[1], "（六）其他处理"), `<w:vMerge w:val="restart"/>`, "", 1), "</w:tcPr>", `<w:gridSpan w:val="2"/></w:tcPr>`, 1)
				return append([]string{cells[0], label}, cells[3:]...)
			})
		}), collapseOther, 100, "", "2021"},
	} {
		for _, version := range []string{"2021", "2019"} {
			if c.only != "" && c.only != version {
				continue
			}
			for _, sparse := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/%v", c.name, version, sparse), func(t *testing.T) {
					t.Parallel()
					original := numbered(version, sparse)
					f := asWord(t, original)
					c.edit(f)
					got, found := f.read()
					want := numbered(version, sparse)
					c.want(want)
					wrong, missing := compareTables(got, want, found)
					for _, w := range wrong {
						t.Error(w)
					}
					whole := 0
					for _, cells := range want.Tables {
						whole += len(cells)
					}
					if !sparse && 100*(whole-missing) < c.least*whole {
						t.Errorf("%d of %d figures are missing", missing, whole)
					}
					if c.code != "" && !sparse && !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
						return string(d.Code) == c.code || c.code == "*" && d.Severity == diag.Warning
					}) {
						t.Errorf("nothing says %s: %v", c.code, found)
					}
					if got.Title != want.Title || got.Organization != want.Organization || got.Year != want.Year {
						t.Errorf("it is %q of %q for %d", got.Title, got.Organization, got.Year)
					}
					if c.least == 100 {
						if !maps.EqualFunc(got.Prose, want.Prose, slices.Equal) {
							t.Errorf("the text is\n%q\nwant\n%q", got.Prose, want.Prose)
						}
						if fmt.Sprint(got.Tail) != fmt.Sprint(want.Tail) {
							t.Errorf("around the signature stands %q, want %q", got.Tail, want.Tail)
						}
						if !maps.EqualFunc(got.Notes, want.Notes, func(a, b report.Notes) bool { return slices.Equal(a.Above, b.Above) && slices.Equal(a.Below, b.Below) }) {
							t.Errorf("the notes are %q, want %q", got.Notes, want.Notes)
						}
					}
					if t.Failed() {
						t.Log(found.In(diag.English))
					}
				})
			}
		}
	}
}

// setFirst sets the one cell that prints text.
func setFirst(r *report.Report, text string, c report.Cell) {
	for _, cells := range r.Tables {
		for k, old := range cells {
			if old.String() == text {
				cells.Set(k.Row, k.Col, c)
				return
			}
		}
	}
}

// rowOf returns the key of the row, columnOf of the column, that people call so.
func rowOf(r *report.Report, table, name string) string {
	for key, n := range edition.Official().Get(r.Format).Table(table).RowNames {
		if strings.Contains(n, name) {
			return key
		}
	}
	panic(name)
}

func columnOf(r *report.Report, table, name string) string {
	for key, n := range edition.Official().Get(r.Format).Table(table).ColNames {
		if strings.Contains(n, name) {
			return key
		}
	}
	panic(name)
}

func dropRow(r *report.Report, table, name string) {
	key := rowOf(r, table, name)
	maps.DeleteFunc(r.Tables[table], func(k report.Key, _ report.Cell) bool { return k.Row == key })
}

func dropColumn(r *report.Report, table, name string) {
	key := columnOf(r, table, name)
	maps.DeleteFunc(r.Tables[table], func(k report.Key, _ report.Cell) bool { return k.Col == key })
}

func swapRows(r *report.Report, table, a, b string) {
	swap(r, table, func(k *report.Key) *string { return &k.Row }, rowOf(r, table, a), rowOf(r, table, b))
}

func swapColumns(r *report.Report, table, a, b string) {
	swap(r, table, func(k *report.Key) *string { return &k.Col }, columnOf(r, table, a), columnOf(r, table, b))
}

func swap(r *report.Report, table string, part func(*report.Key) *string, a, b string) {
	out := report.Table{}
	for k, c := range r.Tables[table] {
		switch p := part(&k); *p {
		case a:
			*p = b
		case b:
			*p = a
		}
		out[k] = c
	}
	r.Tables[table] = out
}

// collapseOther is what is left of （六）'s figures when its rows are one, as the form of 2019 has it.
func collapseOther(r *report.Report) {
	grid := func(version string) map[string]string {
		return edition.Official().Get(version).Table("requests").RowNames
	}
	out := report.Table{}
	first := rowOf(r, "requests", "逾期不补正")
	for k, c := range r.Tables["requests"] {
		if _, both := grid("2019")[k.Row]; both {
			out[k] = c
		} else if k.Row == first {
			for key := range grid("2019") {
				if _, both := grid("2021")[key]; !both {
					out[report.Key{Row: key, Col: k.Col}] = c
				}
			}
		}
	}
	r.Tables["requests"] = out
	r.TableFormats = map[string]string{}
}

// renumbered is a row with other figures.
func renumbered(row string, by int) string {
	return regexp.MustCompile(`>(\d{4})<`).ReplaceAllStringFunc(row, func(s string) string { return ">" + digits(number(s[1:5])+by) + "<" })
}

// blanked is a row without its figures.
func blanked(row string) string { return regexp.MustCompile(`>\d{4}<`).ReplaceAllString(row, "><") }

// titleEnd is the last line of the title with another year.
func titleEnd(f *wordFile, year string) string {
	m := regexp.MustCompile(`>([^<>]*)2023年([^<>]*报告)<`).FindStringSubmatch(f.parts[body])
	if m == nil {
		f.t.Fatal("no title")
	}
	return m[1] + year + m[2]
}

// renameStyles gives the styles the identifiers, and where asked the names, of a localised word processor.
func (f *wordFile) renameStyles(names bool) {
	n := 0
	styles := f.parts["word/styles.xml"]
	for _, m := range regexp.MustCompile(`w:styleId="(NB[^"]*)"><w:name w:val="([^"]*)"`).FindAllStringSubmatch(styles, -1) {
		n++
		f.parts[body] = strings.ReplaceAll(f.parts[body], `"`+m[1]+`"`, `"a`+digits(n)+`"`)
		styles = strings.ReplaceAll(styles, `"`+m[1]+`"`, `"a`+digits(n)+`"`)
		if names {
			styles = strings.ReplaceAll(styles, `"`+m[2]+`"`, `"样式`+digits(n)+`"`)
		}
	}
	f.parts["word/styles.xml"] = styles
}

// TestSplitInWord: a table cut in two between any two rows reads as before, whatever stands between the halves.
func TestSplitInWord(t *testing.T) {
	betweens := []string{
		"<w:p/>", // nothing
		paragraph("", "（续上表）"),
		paragraph("", "云溪市商务局2023年政府信息公开工作年度报告"), // the page's heading
		paragraph("NBBody", "续表"),
		`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`,
	}
	for _, version := range []string{"2021", "2019"} {
		for _, sparse := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%v", version, sparse), func(t *testing.T) {
				t.Parallel()
				want := numbered(version, sparse)
				original := asWord(t, want)
				turn := 0
				for n, table := range edition.Official().Get(version).Tables {
					for row := 1; row < table.Rows; row++ {
						for _, heads := range []int{0, table.HeaderRows} {
							if row < heads || heads == 0 && row < table.HeaderRows {
								continue
							}
							if turn++; turn%seeded.Part(1, 11) != 0 {
								continue
							}
							f := original.copy()
							f.split(n, row, heads, betweens[turn%len(betweens)])
							got, found := f.read()
							wrong, missing := compareTables(got, want, found)
							if len(wrong) > 0 || missing > 0 && !sparse {
								t.Errorf("%s before row %d, %d header rows, %s: %d missing, %v\n%s", table.Key, row, heads, betweens[turn%len(betweens)], missing, wrong, found.In(diag.English))
							}
						}
					}
				}
			})
		}
	}
}
