// Package sample makes the reports that all sides of the comparison work on: as many as are asked for, each of another organ,
// with other figures and other prose, the same ones on every machine.
//
// They are invented, because real ones may not be copied here, but they have what costs time in real ones: some 2,500 characters
// of prose with several hundred different ones, the three tables with all their merged cells, and figures that add up. A report's
// text is made first, as an office would paste it: with tabs between the cells of a table. Its JSON and its Word file are
// what nianbao makes of the text, and [Make] refuses a text of which a figure was lost.
package sample

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"nianbao/converter"
)

// Version is the edition that the reports follow.
const Version = "2021"

// Report is one report in the three formats that sides start from.
type Report struct {
	Text, JSON, Word []byte
}

//go:embed words.json
var wordsFile []byte

type words struct {
	Cities   []string `json:"cities"`
	Counties []string `json:"counties"`
	Offices  []struct {
		Name    string `json:"name"`
		Matters string `json:"matters"`
	} `json:"offices"`
	Parts []struct {
		Heading   string   `json:"heading"`
		Sentences []string `json:"sentences"`
	} `json:"parts"`
	Shortcomings []string `json:"shortcomings"`
	Remedies     []string `json:"remedies"`
	Others       []string `json:"others"`
}

// Writer writes texts of reports.
type Writer struct {
	words words
	form  *converter.Form
}

// NewWriter returns a writer of texts in the form that the converter knows.
func NewWriter(c *converter.Converter) (*Writer, error) {
	w := &Writer{}
	if err := json.Unmarshal(wordsFile, &w.words); err != nil {
		return nil, fmt.Errorf("words.json: %w", err)
	}
	form, ok := c.Form(Version)
	if !ok {
		return nil, fmt.Errorf("there is no edition %s", Version)
	}
	w.form = form
	return w, nil
}

// Form is the edition's grids and labels, for sides that have to draw the tables themselves.
func (w *Writer) Form() *converter.Form { return w.form }

// Distinct is the number of organs that the texts know: a text beyond it repeats the name of an organ, for another year.
func (w *Writer) Distinct() int {
	return len(w.words.Cities) * len(w.words.Counties) * len(w.words.Offices)
}

// Text returns the i-th report as text. It depends on i only.
func (w *Writer) Text(i int) []byte {
	// A step that has no factor in common with the number of organs visits each once, and neighbours differ in all three names.
	const step = 7919
	organ := i * step % w.Distinct()
	office := w.words.Offices[organ%len(w.words.Offices)]
	organ /= len(w.words.Offices)
	county := w.words.Counties[organ%len(w.words.Counties)]
	city := w.words.Cities[organ/len(w.words.Counties)]
	year := 2021 + (i+i/w.Distinct())%5
	t := &text{random: rand.New(rand.NewPCG(2021, uint64(i))), matters: office.Matters, form: w.form}
	t.fill()

	name := city + county + office.Name
	t.line(name)
	t.line(strconv.Itoa(year) + "年政府信息公开工作年度报告")
	t.line("本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国务院办公厅关于年度报告格式的要求编制。所列数据的统计期限自" +
		strconv.Itoa(year) + "年1月1日起至" + strconv.Itoa(year) + "年12月31日止。如有疑问，请与" + name + "办公室联系。")
	for _, section := range w.form.Sections {
		if section.Heading == "" {
			continue
		}
		t.line(section.Heading)
		switch {
		case section.Table != "":
			t.table(section.Table)
		case section.Key == "overview":
			t.line(strconv.Itoa(year) + "年，" + name + "坚持以公开为常态、不公开为例外，聚焦" + office.Matters + "，持续提升工作质量和实效。")
			for _, part := range w.words.Parts {
				t.line(part.Heading)
				t.prose(part.Sentences)
			}
		case section.Key == "problems":
			t.problems(w.words.Shortcomings, w.words.Remedies)
		default:
			t.line(t.filled(w.words.Others[t.random.IntN(len(w.words.Others))]))
		}
	}
	t.line(name)
	t.line(fmt.Sprintf("%d年1月%d日", year+1, 5+t.random.IntN(25)))
	return []byte(t.b.String())
}

// Make returns n reports. It fails where a report does not come back from its text with every figure and without a finding on the figures.
func Make(ctx context.Context, c *converter.Converter, w *Writer, n int) ([]Report, error) {
	all := make([]Report, n)
	for i := range all {
		r, err := one(ctx, c, w, i)
		if err != nil {
			return nil, fmt.Errorf("report %d: %w", i, err)
		}
		all[i] = r
	}
	return all, nil
}

func one(ctx context.Context, c *converter.Converter, w *Writer, i int) (Report, error) {
	r := Report{Text: w.Text(i)}
	read, err := c.Read(ctx, converter.Input{Name: "report.txt", Data: r.Text})
	if err != nil {
		return r, err
	}
	if len(read.Diagnostics) > 0 {
		return r, fmt.Errorf("not read whole: %w", read.Diagnostics)
	}
	for _, to := range []struct {
		format converter.Format
		data   *[]byte
	}{{converter.JSON, &r.JSON}, {converter.DOCX, &r.Word}} {
		out, err := c.Write(ctx, read.Report, converter.Target{Format: to.format})
		if err != nil {
			return r, err
		}
		*to.data = out.Data
	}
	return r, nil
}

// text is a text that is being written.
type text struct {
	b       strings.Builder
	random  *rand.Rand
	form    *converter.Form
	matters string
	figures map[string]int // by the pointer of the cell
}

func (t *text) line(s string) { t.b.WriteString(s + "\n\n") }

// filled puts figures that no table has into a sentence.
func (t *text) filled(sentence string) string {
	sentence = strings.ReplaceAll(sentence, "{matters}", t.matters)
	for strings.Contains(sentence, "{n}") {
		sentence = strings.Replace(sentence, "{n}", strconv.Itoa(40+t.random.IntN(900)), 1)
	}
	for strings.Contains(sentence, "{k}") {
		sentence = strings.Replace(sentence, "{k}", strconv.Itoa(2+t.random.IntN(18)), 1)
	}
	return sentence
}

// prose writes most of the sentences, in their order, in paragraphs of two.
func (t *text) prose(sentences []string) {
	left := t.random.IntN(len(sentences))
	var paragraph strings.Builder
	count := 0
	for i, s := range sentences {
		if i == left {
			continue
		}
		paragraph.WriteString(t.filled(s))
		if count++; count%2 == 0 {
			t.line(paragraph.String())
			paragraph.Reset()
		}
	}
	if paragraph.Len() > 0 {
		t.line(paragraph.String())
	}
}

func (t *text) problems(shortcomings, remedies []string) {
	order := t.random.Perm(len(shortcomings))[:3]
	var had, will strings.Builder
	for i, k := range order {
		ordinal := []string{"一是", "二是", "三是"}[i]
		had.WriteString(ordinal + shortcomings[k])
		will.WriteString(ordinal + remedies[k])
		end := "；"
		if i == len(order)-1 {
			end = "。"
		}
		had.WriteString(end)
		will.WriteString(end)
	}
	t.line("从全年情况看，工作中还存在一些不足：" + had.String())
	t.line("下一步，将从以下几方面改进：" + will.String())
}

// table writes the grid of a table, a row a line; a tab goes before each cell but the first, and a row that begins below a merged
// cell begins with a tab for it.
func (t *text) table(key string) {
	for _, table := range t.form.Tables {
		if table.Key != key {
			continue
		}
		covered := make([]int, table.Columns) // rows that a merged cell above still takes
		for _, row := range table.Rows {
			var cells []string
			for column, next := 0, 0; column < table.Columns; {
				if covered[column] > 0 {
					covered[column]--
					cells = append(cells, "")
					column++
					continue
				}
				cell := row[next]
				next++
				value := cell.Text
				if cell.Pointer != "" {
					value = strconv.Itoa(t.figures[cell.Pointer])
				}
				for k := range max(cell.ColSpan, 1) {
					covered[column] = max(cell.RowSpan, 1) - 1
					column++
					if k == 0 {
						cells = append(cells, value)
					} else {
						cells = append(cells, "")
					}
				}
			}
			t.b.WriteString(strings.Join(cells, "\t") + "\n")
		}
		t.b.WriteString("\n")
	}
}

// fill chooses the figures, and then those that the form says are sums of others.
func (t *text) fill() {
	t.figures = map[string]int{}
	for _, table := range t.form.Tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				if cell.Pointer != "" {
					t.figures[cell.Pointer] = t.figure(cell.Pointer)
				}
			}
		}
	}
	t.figures["/disclosure/normative_documents/in_force"] += t.figures["/disclosure/normative_documents/issued"]
	// In this order each sum is of figures that are settled: columns, then what is new of each column, then rows.
	t.each("requests-total.", func(left, right []string) { t.figures[right[0]] = t.sum(left) })
	t.each("requests-balance.", func(left, right []string) {
		all := t.sum(right)
		t.figures[left[1]] = min(t.figures[left[1]], all)
		t.figures[left[0]] = all - t.figures[left[1]]
	})
	t.each("requests-row.", func(left, right []string) { t.figures[right[0]] = t.sum(left) })
	t.each("disputes-total.", func(left, right []string) { t.figures[right[0]] = t.sum(left) })
}

// each calls do with the cells of both sides of the formulas of a kind.
func (t *text) each(kind string, do func(left, right []string)) {
	pointers := func(terms []converter.FormTerm) []string {
		list := make([]string, len(terms))
		for i, term := range terms {
			list[i] = term.Pointer
		}
		return list
	}
	for _, f := range t.form.Formulas {
		if strings.HasPrefix(f.ID, kind) {
			do(pointers(f.Left), pointers(f.Right))
		}
	}
}

func (t *text) sum(pointers []string) int {
	sum := 0
	for _, p := range pointers {
		sum += t.figures[p]
	}
	return sum
}

// figure is small and mostly 0 in the tables of requests and disputes, as in real reports.
func (t *text) figure(pointer string) int {
	switch {
	case strings.HasPrefix(pointer, "/disclosure/rules/"):
		return 0 // such organs can make none
	case strings.HasPrefix(pointer, "/disclosure/"):
		return t.random.IntN(300)
	case strings.Contains(pointer, "/natural_person"), strings.Contains(pointer, "/carried_over/"):
		return t.random.IntN(4)
	case t.random.IntN(5) == 0:
		return 1 + t.random.IntN(3)
	}
	return 0
}
