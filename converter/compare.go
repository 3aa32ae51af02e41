package converter

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// Comparison is a report's figures beside those of the year before.
type Comparison struct {
	Input string // the name of the input
	Reading
	// Previous is the report of the year before, nil where none of those given is it: Result then says why, and no cell has a
	// figure of last year.
	Previous *report.Report
	Tables   []ComparedTable
	// Result is what the rules found that compare the years; see [check.Result.AcrossYears].
	Result check.Result
}

// ComparedTable is the figures of a table, in printing order.
type ComparedTable struct {
	Key   string         `json:"key"`
	Cells []ComparedCell `json:"cells"`
}

// ComparedCell is a figure of both years. This and Last are as printed, "" for blank.
type ComparedCell struct {
	Table      string
	Key        report.Key
	This, Last report.Cell
	// Change is this year's figure less last year's, exactly; "" where one of them is no number.
	Change string
	// Percent is the change in percent of last year's figure to one place, halves away from zero; "" where there is no change
	// or last year's figure is 0.
	Percent string
}

// Compare reads a report and puts its figures beside those of the year before, which against gives as for [Converter.Check].
func (c *Converter) Compare(ctx context.Context, in Input, against Against) (*Comparison, error) {
	checked, err := c.Check(ctx, in, Against{Previous: against.Previous, PreviousOf: against.PreviousOf})
	if err != nil {
		return nil, err
	}
	made := &Comparison{Input: checked.Input, Reading: checked.Reading, Previous: checked.previous, Result: checked.Result.AcrossYears()}
	v := c.Vocabulary()
	for _, s := range v.Sections {
		if s.Table == "" || checked.Report.Tables[s.Table] == nil && (made.Previous == nil || made.Previous.Tables[s.Table] == nil) {
			continue
		}
		format, _, _ := checked.Report.TableFormat(v, s.Table)
		grid, ok := v.Grid(s.Table, format)
		if !ok {
			continue
		}
		table := ComparedTable{Key: s.Table, Cells: make([]ComparedCell, 0, len(grid.Keys))}
		for _, key := range grid.Keys {
			cell := ComparedCell{Table: s.Table, Key: key, This: checked.Report.Tables[s.Table][key]}
			if made.Previous != nil {
				cell.Last = made.Previous.Tables[s.Table][key]
			}
			cell.compare()
			table.Cells = append(table.Cells, cell)
		}
		made.Tables = append(made.Tables, table)
	}
	return made, nil
}

// compare fills in the change.
func (c *ComparedCell) compare() {
	this, isNumber := c.This.Number()
	last, wasNumber := c.Last.Number()
	if !isNumber || !wasNumber {
		return
	}
	var change report.Sum
	change.Add(this)
	change.Sub(last)
	c.Change = change.String()
	of, known := new(big.Rat).SetString(last.String())
	part, readable := new(big.Rat).SetString(c.Change)
	if !known || !readable || of.Sign() == 0 {
		return
	}
	percent := part.Mul(part, big.NewRat(100, 1)).Quo(part, of.Abs(of)).FloatString(1)
	if strings.Trim(percent, "-0.") == "" {
		percent = "0.0" // not -0.0
	}
	c.Percent = percent
}

// MarshalJSON writes figures as numbers as printed, blank ones as null, and anything else as text.
func (c ComparedCell) MarshalJSON() ([]byte, error) {
	return plainJSON(struct {
		Pointer string       `json:"pointer"`
		This    any          `json:"this"`
		Last    any          `json:"last"`
		Change  *json.Number `json:"change"`
		Percent *json.Number `json:"percent"`
	}{cellPointer(c.Table, c.Key), figure(c.This), figure(c.Last), numberOrNull(c.Change), numberOrNull(c.Percent)})
}

// figure is a cell as JSON has it in comparisons.
func figure(c report.Cell) any {
	d, isNumber := c.Number()
	switch {
	case c.IsBlank():
		return nil
	case isNumber:
		return json.Number(d.String())
	}
	return c.String()
}

func numberOrNull(s string) *json.Number {
	if s == "" {
		return nil
	}
	n := json.Number(s)
	return &n
}

// MarshalJSON writes file, source, diagnostics of reading, what is known of last year's report, the tables and what the rules
// found.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	type head struct {
		Organization string `json:"organization,omitempty"`
		Year         int    `json:"year,omitempty"`
		Title        string `json:"title,omitempty"`
	}
	var previous *head
	if c.Previous != nil {
		previous = &head{c.Previous.Organization, c.Previous.Year, c.Previous.Title}
	}
	result, err := c.Result.AppendJSON(nil)
	if err != nil {
		return nil, err
	}
	return plainJSON(struct {
		File        string          `json:"file,omitempty"`
		Source      Format          `json:"source"`
		Diagnostics diag.List       `json:"diagnostics"`
		Previous    *head           `json:"previous"`
		Tables      []ComparedTable `json:"tables"`
		Result      json.RawMessage `json:"result"`
	}{c.Input, c.Source, append(diag.List{}, c.Diagnostics...), previous, append([]ComparedTable{}, c.Tables...), result})
}
