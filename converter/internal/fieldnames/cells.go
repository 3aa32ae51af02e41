package fieldnames

import (
	"maps"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// dataKeys are the cells of a table that hold figures, as the edition prints them.
func dataKeys(grid *edition.Table) []report.Key {
	var keys []report.Key
	for i := range grid.Cells {
		if grid.Cells[i].IsData() {
			keys = append(keys, grid.Cells[i].Key())
		}
	}
	return keys
}

// join makes the paths of the cells: of all of the table's, or of those whose row it names where it is a part.
func (t *Table) join(e *edition.Edition, part bool) error {
	grid := e.Table(t.Table)
	if grid == nil {
		return datafile.At("/table", "edition %s has no table %q", e.Version, t.Table)
	}
	if t.First != "rows" && t.First != "columns" || len(t.Field) == 0 {
		return datafile.At("", "first must be rows or columns, and field must be there")
	}
	t.cells, t.paths, t.sums = map[string]report.Key{}, map[report.Key]string{}, map[string][]report.Key{}
	rows, columns := map[string]bool{}, map[string]bool{}
	for _, key := range dataKeys(grid) {
		if rows[key.Row] = true; part && len(t.Rows[key.Row]) == 0 {
			continue
		}
		t.order = append(t.order, key)
		columns[key.Col] = true
		if len(t.Rows[key.Row]) == 0 {
			return datafile.At("/rows", "row %q has no name", key.Row)
		}
		if len(t.Columns[key.Col]) == 0 {
			return datafile.At("/columns", "column %q has no name", key.Col)
		}
		t.paths[key] = t.path(t.Rows[key.Row][0], t.Columns[key.Col][0])
		for _, path := range t.ways(t.Rows[key.Row], t.Columns[key.Col]) {
			if other, ok := t.cells[path]; ok && other != key {
				return datafile.At("", "%s leads to %s.%s and to %s.%s", path, other.Row, other.Col, key.Row, key.Col)
			}
			t.cells[path] = key
		}
	}
	for key := range maps.Keys(t.Rows) {
		if !rows[key] {
			return datafile.At("/rows/"+key, "there is no such row")
		}
	}
	for key := range maps.Keys(t.Columns) {
		if !columns[key] {
			return datafile.At("/columns/"+key, "there is no such column")
		}
	}
	return t.joinSums(rows, columns)
}

// joinSums makes the paths of rows and columns that are sums, also of a row and a column that are.
func (t *Table) joinSums(rows, columns map[string]bool) error {
	of := func(names map[string][]string, sums map[string][]string, known map[string]bool, at string) (map[string][]string, error) {
		all := maps.Clone(sums)
		for name, items := range sums {
			for _, item := range items {
				if !known[item] {
					return nil, datafile.At(at+"/"+name, "there is no %q", item)
				}
			}
		}
		for key, list := range names {
			for _, name := range list {
				if all != nil {
					all[name] = []string{key}
				}
			}
		}
		return all, nil
	}
	if t.SumRows == nil && t.SumColumns == nil {
		return nil
	}
	if t.SumRows == nil {
		t.SumRows = map[string][]string{}
	}
	if t.SumColumns == nil {
		t.SumColumns = map[string][]string{}
	}
	rowsOf, err := of(t.Rows, t.SumRows, rows, "/sum_rows")
	if err != nil {
		return err
	}
	columnsOf, err := of(t.Columns, t.SumColumns, columns, "/sum_columns")
	if err != nil {
		return err
	}
	for row, rowItems := range rowsOf {
		for col, colItems := range columnsOf {
			var keys []report.Key
			for _, r := range rowItems {
				for _, c := range colItems {
					keys = append(keys, report.Key{Row: r, Col: c})
				}
			}
			for _, path := range t.ways([]string{row}, []string{col}) {
				if _, ok := t.cells[path]; !ok {
					t.sums[path] = keys
				}
			}
		}
	}
	return nil
}

// ways are all paths of some names of a row and of a column: older files have the two the other way round.
func (t *Table) ways(rows, columns []string) (paths []string) {
	for _, row := range rows {
		for _, col := range columns {
			paths = append(paths, row+t.between()+col, col+t.between()+row)
		}
	}
	return paths
}

func (t *Table) between() string {
	if t.Join == "" {
		return "."
	}
	return t.Join
}

func (t *Table) path(row, col string) string {
	if t.First == "columns" {
		return col + t.between() + row
	}
	return row + t.between() + col
}
