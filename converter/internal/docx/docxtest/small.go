package docxtest

import "nianbao/converter/internal/document"

// Small is a document with one of everything that the writer makes.
func Small() *document.Document {
	text := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	cell := func(row, col, rows, cols int, role document.Role, s string) document.Cell {
		c := document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols, Role: role, Paragraphs: []*document.Paragraph{{Role: role}}}
		if s != "" {
			c.Paragraphs[0].Runs = []document.Run{{Text: s}}
		}
		return c
	}
	return &document.Document{
		Meta: document.Meta{Own: true, Format: "2021", Organization: "云溪市商务局", Year: 2023, TitleDerived: true, PrintedTitle: "云溪市商务局年度报告", DateISO: "2024-01-15"},
		Blocks: []document.Block{
			text(document.Title, document.Run{Text: "云溪市商务局\n年度报告"}),
			text(document.Section, document.Run{Text: "一、总体情况"}),
			text(document.Body, document.Run{Text: "（一）主动公开。", As: document.Heading1}, document.Run{Text: "一是", Bold: true}, document.Run{Text: " a<b&c\t“引号”"}),
			&document.Paragraph{Role: document.Body, KeepNext: true, Runs: []document.Run{{Text: "下表"}}},
			&document.Table{Key: "requests", Edition: "2021", Caption: "申请情况表", Description: "数量", Columns: []int{1000, 2000, 500}, Rows: 3, HeaderRows: 1, Size: 20, SplitBefore: []int{2},
				Cells: []document.Cell{cell(0, 0, 1, 2, document.Header, "项目"), cell(0, 2, 1, 1, document.Header, "数"),
					cell(1, 0, 2, 1, document.Label, "组"), cell(1, 1, 1, 1, document.Label, "甲"), cell(1, 2, 1, 1, document.Number, "1"),
					cell(2, 1, 1, 1, document.Label, "乙"), cell(2, 2, 1, 1, document.Number, "")}},
			&document.Paragraph{Role: document.Attachment, Start: 640, Hang: 1895, Runs: []document.Run{{Text: "附件：1.甲"}}},
			text(document.Annotation, document.Run{Text: "（公开）"}),
			&document.Paragraph{Role: document.Imprint, Start: 280, Hang: 1120, Runs: []document.Run{{Text: "抄送：乙"}}},
			&document.Paragraph{Role: document.Imprint, Start: 280, Hang: 280, Runs: []document.Run{{Text: "印发"}}},
		},
	}
}
