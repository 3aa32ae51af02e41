package converter

// Edition describes one edition of the official format.
type Edition struct {
	Version   string         `json:"version"`  // its key, as in a report's "format"
	Family    string         `json:"family"`   // key of the form that it is an edition of
	Document  string         `json:"document"` // the notice that prescribes it
	Name      string         `json:"name"`
	FirstYear int            `json:"first_year"`
	LastYear  int            `json:"last_year,omitempty"` // 0: still in force
	Title     string         `json:"title"`               // pattern with {organization} and {year}
	Sections  []SectionInfo  `json:"sections"`
	Tables    []TableSummary `json:"tables"`
}

// SectionInfo is a section of an edition.
type SectionInfo struct {
	Key     string `json:"key"`
	Heading string `json:"heading,omitempty"` // "" for the introduction
	Table   string `json:"table,omitempty"`   // key of the table that it holds
}

// TableSummary names what a table counts.
type TableSummary struct {
	Key     string `json:"key"`
	Caption string `json:"caption"`
	Rows    []Name `json:"rows"`
	Columns []Name `json:"columns"`
}

// Name is a key and what people call it.
type Name struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

// Editions returns the known editions: those of the yearly report on disclosure, newest first, and then those of other forms.
func (c *Converter) Editions() []Edition {
	all := c.forms.Editions()
	list := make([]Edition, 0, len(all))
	for _, e := range all {
		info := Edition{Version: e.Version, Family: c.forms.Of(e.Version).Family, Document: e.Document, Name: e.Name, FirstYear: e.AppliesTo.FirstYear,
			LastYear: e.AppliesTo.LastYear, Title: e.Title.Pattern, Sections: []SectionInfo{}, Tables: []TableSummary{}}
		for _, s := range e.Sections {
			info.Sections = append(info.Sections, SectionInfo{s.Key, s.Heading, s.Table})
		}
		for _, t := range e.Tables {
			summary := TableSummary{Key: t.Key, Caption: t.Caption, Rows: []Name{}, Columns: []Name{}}
			rows, columns := map[string]bool{}, map[string]bool{}
			for i := range t.Cells {
				cell := &t.Cells[i]
				if !cell.IsData() {
					continue
				}
				if !rows[cell.RowKey] {
					rows[cell.RowKey] = true
					summary.Rows = append(summary.Rows, Name{cell.RowKey, t.RowNames[cell.RowKey]})
				}
				if !columns[cell.ColKey] {
					columns[cell.ColKey] = true
					summary.Columns = append(summary.Columns, Name{cell.ColKey, t.ColNames[cell.ColKey]})
				}
			}
			info.Tables = append(info.Tables, summary)
		}
		list = append(list, info)
	}
	return list
}
