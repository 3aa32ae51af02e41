package edition

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/report"
)

// A form repeats itself: each row of its tables has the same columns, each column the same sum. An edition's file says such things
// once. [Edition.Sets] names lists of row and column keys; where a rule or a row of cells has {name}, all of the list are meant:
//
//	"sets":  {"applicants": ["person", "company"], "columns": ["{applicants}", "total"]}
//	"cells": [{"row": 1, "col": 1, "row_key": "new", "col_keys": ["{columns}"]}]             a cell for each column, side by side
//	"rules": [{"id": "row", "each": "rows", "left": ["t.{each}.{applicants}"], "right": ["t.{each}.total"] …}]
//
// A set inside a path is a sum of all its cells. each makes a rule for each key of a set, with the key in the place of {each};
// its id is the rule's with the key behind it, or with the key where it has {each}.

// each is the name that stands for one key of the set that a rule is repeated for.
const each = "each"

// expandMacros puts the sets into cells and rules.
func (e *Edition) expandMacros() error {
	for _, name := range slices.Sorted(maps.Keys(e.Sets)) {
		if name == each {
			return datafile.At("/sets/"+name, "no set can have that name")
		}
		if _, err := e.keys(e.Sets[name], 0); err != nil {
			return datafile.Under("/sets/"+name, err)
		}
	}
	for i, t := range e.Tables {
		if err := e.expandCells(t); err != nil {
			return datafile.Under(at("/tables", i), err)
		}
	}
	var rules []Rule
	for i := range e.Rules {
		e.Rules[i].owner, e.Rules[i].at = e, i
		expanded, err := e.expandRule(&e.Rules[i])
		if err != nil {
			return datafile.Under(at("/rules", i), err)
		}
		rules = append(rules, expanded...)
	}
	e.Rules = rules
	return nil
}

const (
	deepest  = 8   // sets that may stand one in the other; more go in a circle
	mostKeys = 200 // that a list may stand for: sets in sets multiply, and a file of a few lines could ask for millions
)

// keys returns the keys of a list in which {name} stands for those of a set.
func (e *Edition) keys(list []string, depth int) ([]string, error) {
	if depth > deepest {
		return nil, datafile.At("", "sets stand in one another without end")
	}
	if len(list) == 0 {
		return nil, datafile.At("", "it is empty")
	}
	var all []string
	for i, key := range list {
		name, isSet := setName(key)
		if !isSet {
			all = append(all, key)
			continue
		}
		set, ok := e.Sets[name]
		if !ok {
			return nil, datafile.At(at("", i), "there is no set {%s}", name)
		}
		keys, err := e.keys(set, depth+1)
		if err != nil {
			return nil, err
		}
		if all = append(all, keys...); len(all) > mostKeys {
			return nil, datafile.At(at("", i), "it stands for more than %d keys", mostKeys)
		}
	}
	return all, nil
}

// setName returns the name in braces.
func setName(text string) (string, bool) {
	inner, ok := strings.CutPrefix(text, "{")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(inner, "}")
}

// expandCells makes the cells that stand side by side.
func (e *Edition) expandCells(t *Table) error {
	var cells []Cell
	for i, c := range t.Cells {
		c.at = i
		if c.ColumnKeys == nil {
			cells = append(cells, c)
			continue
		}
		if c.ColKey != "" || c.ColSpan > 1 {
			return datafile.At(at("/cells", i)+"/col_keys", "cells side by side have no key of their own and no span")
		}
		keys, err := e.keys(c.ColumnKeys, 0)
		if err != nil {
			return datafile.Under(at("/cells", i)+"/col_keys", err)
		}
		c.ColumnKeys = nil
		for _, key := range keys {
			c.ColKey = key
			cells = append(cells, c)
			c.Col++
		}
	}
	t.Cells = cells
	return nil
}

// expandRule makes the rules that one stands for.
func (e *Edition) expandRule(r *Rule) ([]Rule, error) {
	members := []string{""}
	if r.Each != "" {
		keys, err := e.keys([]string{"{" + r.Each + "}"}, 0)
		if err != nil {
			return nil, datafile.At("/each", "there is no set {%s}", r.Each)
		}
		members = keys
	}
	var rules []Rule
	for _, member := range members {
		one := *r
		if member != "" {
			one.ID = r.ID + "." + member
			if strings.Contains(r.ID, "{each}") {
				one.ID = strings.ReplaceAll(r.ID, "{each}", member)
			}
		}
		one.Each = ""
		var err error
		if one.Left, err = e.expandPaths(r, "/left", r.Left, member); err != nil {
			return nil, err
		}
		if one.Right, err = e.expandPaths(r, "/right", r.Right, member); err != nil {
			return nil, err
		}
		rules = append(rules, one)
	}
	return rules, nil
}

// expandPaths returns the cells that the terms of a sum stand for, which must be cells of the edition.
func (e *Edition) expandPaths(r *Rule, field string, paths []Path, member string) ([]Path, error) {
	var all []Path
	for i, p := range paths {
		expanded, err := e.expandPath(p, member)
		if err != nil {
			return nil, datafile.Under(at(field, i), err)
		}
		for _, one := range expanded {
			if err := e.leads(one); err != nil {
				return nil, datafile.At(at(field, i), "rule %s: %w", r.ID, err)
			}
		}
		all = append(all, expanded...)
	}
	return all, nil
}

func (e *Edition) expandPath(p Path, member string) ([]Path, error) {
	rows, err := e.expandKey(p.Key.Row, member)
	if err != nil {
		return nil, err
	}
	cols, err := e.expandKey(p.Key.Col, member)
	if err != nil {
		return nil, err
	}
	var all []Path
	for _, row := range rows {
		for _, col := range cols {
			one := p
			one.Key = report.Key{Row: row, Col: col}
			all = append(all, one)
		}
	}
	return all, nil
}

func (e *Edition) expandKey(key, member string) ([]string, error) {
	name, isSet := setName(key)
	switch {
	case !isSet:
		return []string{key}, nil
	case name != each:
		return e.keys([]string{key}, 0)
	case member == "":
		return nil, datafile.At("", "{each} stands for nothing in a rule without each")
	}
	return []string{member}, nil
}

// leads makes sure that a path is one, and leads to a cell.
func (e *Edition) leads(p Path) error {
	if err := p.check(); err != nil {
		return datafile.At("", "%w", err)
	}
	t := e.Table(p.Table)
	var cell *Cell
	if t != nil {
		cell = t.DataCell(p.Key)
	}
	if cell == nil {
		return datafile.At("", "the edition has no cell %q", cmp.Or(p.malformed, p.String()))
	}
	if cell.IsWords() {
		return datafile.At("", "the cell %q holds words, which add up to nothing", p)
	}
	return nil
}
