package compare

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Table is the figures of a table in the order in which this year's report prints them; those that only last year's form has follow.
type Table struct {
	Key     string
	Caption string // the heading of its section, as the form words it
	// This and Last are the editions by which the reports print the table, "" where a report has no such table.
	This, Last string
	Cells      []Cell
}

// State says how a figure of this year stands to last year's.
type State string

// The states. Unknown is that of all cells where there is no report of last year.
const (
	Unknown  State = ""
	Same     State = "same"      // equal in value, or the same mark; or blank in both
	Changed  State = "changed"   // two numbers that differ: Change says by how much
	Filled   State = "filled"    // blank last year
	Emptied  State = "emptied"   // blank this year
	Marked   State = "marked"    // one of them is a mark or a remark without a number, and they differ
	OnlyThis State = "only-this" // last year's form has no such cell, or its report no such table
	OnlyLast State = "only-last" // this year's has none
)

// Cell is a figure of both years.
type Cell struct {
	Table      string
	Key        report.Key
	Row, Col   string // what the form calls them
	This, Last report.Cell
	State      State
	// Change is this year's figure less last year's, exactly; "" where one of them is no number.
	Change string
	// Percent is the change in percent of last year's figure to one place, halves away from zero; "" where there is no change
	// or last year's figure is 0.
	Percent string
}

// OfNothing reports whether there is a change but no percentage of it, because last year's figure was 0.
func (c *Cell) OfNothing() bool { return c.Change != "" && c.Percent == "" }

// Idle reports whether there is nothing to see: both years 0 or blank.
func (c *Cell) Idle() bool { return idle(c.This) && idle(c.Last) }

func idle(c report.Cell) bool {
	d, isNumber := c.Number()
	return c.IsBlank() || isNumber && d.Sign() == 0 && c.Remark() == ""
}

// tables compares all tables that either report has.
func tables(this, last *report.Report, editions *edition.Set) []Table {
	v := editions.Vocabulary()
	var all []Table
	for _, s := range v.Sections {
		now, old := gridOf(this, editions, s.Table), gridOf(last, editions, s.Table)
		if now == nil && old == nil {
			continue
		}
		t := Table{Key: s.Table, This: now.format(), Last: old.format(), Caption: s.Table}
		for _, version := range []string{t.This, t.Last} {
			if e := editions.Get(version); e != nil {
				if section := e.Section(s.Key); section != nil {
					t.Caption = section.Call()
					break
				}
			}
		}
		for _, key := range joined(now, old) {
			c := Cell{Table: s.Table, Key: key}
			c.Row, c.Col = name(key, now, old)
			c.This, c.Last = now.cell(key), old.cell(key)
			if last != nil {
				c.State = stateOf(&c, now.has(key), old.has(key))
			}
			c.compare()
			t.Cells = append(t.Cells, c)
		}
		all = append(all, t)
	}
	return all
}

// grid is a report's table with the form that it is printed by. The nil grid is that of a report that has no such table.
type grid struct {
	table *edition.Table
	of    string
	keys  []report.Key
	cells report.Table
}

func gridOf(r *report.Report, editions *edition.Set, table string) *grid {
	if r == nil || table == "" || r.Tables[table] == nil {
		return nil
	}
	format, odd, _ := contract.TableFormat(r, editions.Vocabulary(), table)
	g := &grid{table: editions.Table(format, table), of: format, cells: r.Tables[table]}
	if known, ok := editions.Vocabulary().Grid(table, format); ok {
		g.keys = append(g.keys, known.Keys...)
	}
	g.keys = append(g.keys, odd...) // of a table that mixes editions
	return g
}

func (g *grid) format() string {
	if g == nil {
		return ""
	}
	return g.of
}

func (g *grid) has(key report.Key) bool { return g != nil && slices.Contains(g.keys, key) }

func (g *grid) cell(key report.Key) report.Cell {
	if g == nil {
		return report.Cell{}
	}
	return g.cells[key]
}

// joined returns the keys of both grids: this year's, then those that only last year's has.
func joined(now, old *grid) []report.Key {
	var keys []report.Key
	if now != nil {
		keys = append(keys, now.keys...)
	}
	if old != nil {
		for _, key := range old.keys {
			if !now.has(key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// name returns what a form calls a cell's row and column.
func name(key report.Key, grids ...*grid) (row, col string) {
	row, col = key.Row, key.Col
	for _, g := range slices.Backward(grids) {
		if g == nil || g.table == nil || !g.has(key) {
			continue
		}
		if n := g.table.RowNames[key.Row]; n != "" {
			row = n
		}
		if n := g.table.ColNames[key.Col]; n != "" {
			col = n
		}
	}
	return row, col
}

func stateOf(c *Cell, inThis, inLast bool) State {
	switch {
	case !inLast:
		return OnlyThis
	case !inThis:
		return OnlyLast
	}
	this, isNumber := c.This.Number()
	last, wasNumber := c.Last.Number()
	switch {
	case isNumber && wasNumber && this.Equal(last), c.This == c.Last:
		return Same
	case isNumber && wasNumber:
		return Changed
	case c.Last.IsBlank():
		return Filled
	case c.This.IsBlank():
		return Emptied
	}
	return Marked
}

// compare fills in the change.
func (c *Cell) compare() {
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
