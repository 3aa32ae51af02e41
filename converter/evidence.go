package converter

import (
	"bytes"
	"encoding/json"

	"nianbao/converter/report"
)

// The JSON form of Evidence. It lists and does not nest by key, since its readers walk it from top to bottom.
type (
	evidenceFile struct {
		Source   string            `json:"source"`
		Title    int               `json:"title_line,omitempty"`
		Headings []evidenceHeading `json:"headings"`
		Prose    []evidenceProse   `json:"prose"`
		Tables   []evidenceTable   `json:"tables"`
		Lines    []evidenceLine    `json:"lines"`
	}
	evidenceLine struct {
		Line    int      `json:"line,omitempty"`
		Column  int      `json:"column,omitempty"`
		Block   int      `json:"block,omitempty"`
		Text    string   `json:"text"`
		Part    string   `json:"part"`
		Section string   `json:"section,omitempty"`
		Figures []string `json:"figures_in_no_cell,omitempty"`
	}
	evidenceHeading struct {
		Section string `json:"section"`
		Text    string `json:"text"`
		Line    int    `json:"line,omitempty"`
	}
	evidenceProse struct {
		Section string `json:"section"`
		Lines   []int  `json:"lines"`
	}
	evidenceTable struct {
		Table       string          `json:"table"`
		Cells       []evidenceCell  `json:"cells"`
		MissingRows []string        `json:"missing_rows,omitempty"`
		ExtraLabels []evidenceLabel `json:"extra_labels,omitempty"`
	}
	evidenceLabel struct {
		Text string `json:"text"`
		Line int    `json:"line,omitempty"`
	}
	evidenceCell struct {
		Row        string `json:"row"`
		Col        string `json:"col"`
		Confidence string `json:"confidence"`
		Line       int    `json:"line,omitempty"`
		Column     int    `json:"column,omitempty"`
		Raw        string `json:"raw"`
		Reason     string `json:"reason,omitempty"`
	}
)

// AppendEvidence appends the evidence as JSON, in printing order: the same bytes for the same evidence. nil gives an
// object that says only that the source was data.
func (c *Converter) AppendEvidence(b []byte, e *report.Evidence) []byte {
	file := evidenceFile{Source: string(JSON), Headings: []evidenceHeading{}, Prose: []evidenceProse{}, Tables: []evidenceTable{}, Lines: []evidenceLine{}}
	if e != nil {
		file.Source, file.Title = e.Source, e.Title
		for _, s := range c.vocabulary().Sections {
			if h, ok := e.Headings[s.Key]; ok {
				file.Headings = append(file.Headings, evidenceHeading{s.Key, h.Text, h.Line})
			}
			if lines := e.Prose[s.Key]; len(lines) > 0 {
				file.Prose = append(file.Prose, evidenceProse{s.Key, lines})
			}
			if t, ok := c.evidenceTable(e, s.Table); ok {
				file.Tables = append(file.Tables, t)
			}
		}
		for _, l := range e.Lines {
			file.Lines = append(file.Lines, evidenceLine{l.Line, l.Column, l.Block, l.Text, string(l.Part), l.Section, l.Figures})
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(file); err != nil {
		return b // strings and numbers only: cannot fail
	}
	return append(b, out.Bytes()...)
}

func (c *Converter) evidenceTable(e *report.Evidence, table string) (evidenceTable, bool) {
	out := evidenceTable{Table: table, Cells: []evidenceCell{}, MissingRows: e.MissingRows[table]}
	for _, label := range e.ExtraLabels[table] {
		out.ExtraLabels = append(out.ExtraLabels, evidenceLabel{label.Text, label.Line})
	}
	seen := map[report.Key]bool{}
	for _, grid := range c.vocabulary().Tables[table] {
		for _, k := range grid.Keys {
			o, ok := e.Cell(table, k)
			if !ok || seen[k] {
				continue
			}
			seen[k] = true
			out.Cells = append(out.Cells, evidenceCell{k.Row, k.Col, o.Confidence.String(), o.Line, o.Column, o.Raw, o.Reason})
		}
	}
	return out, table != "" && (len(out.Cells) > 0 || len(out.MissingRows) > 0 || len(out.ExtraLabels) > 0)
}
