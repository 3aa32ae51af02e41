package converter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/templates"
)

// Every data file of the program, broken in every way that a slip of the hand breaks one, stops the program, and the
// refusal names file, line and field. None is replaced by nothing: a report with 26 errors was found in order when one
// path of a rule was wrong.
func TestBrokenDataIsRefused(t *testing.T) {
	for _, c := range []struct{ file, what, old, new, field string }{
		{"editions/2021.json", "cut off", "", "", ""},
		{"editions/2021.json", "unknown key", `"applies_to"`, `"aplies_to"`, "/aplies_to"},
		{"editions/2021.json", "a width of 0", `"col_widths_dxa": [`, `"col_widths_dxa": [0, `, "/tables/0/col_widths_dxa"},
		{"editions/2021.json", "a path of a rule", `"left": ["`, `"left": ["x`, "/rules/0/left/0"},
		{"editions/2021.json", "a severity", `"severity": "error"`, `"severity": "eror"`, "/rules/0/severity"},
		{"editions/2021.json", "a message", `"message_en": "`, `"message_en": "", "notes_en": "`, "/rules/0/notes_en"},
		{"editions/2021.json", "a kind of check", `"kind": "cell-negative"`, `"kind": "cell-positive"`, "/kind"},
		{"editions/2021.json", "a set of a rule", `{results}.{each}`, `{result}.{each}`, "/rules/1/left/0"},
		{"editions/2021.json", "a set that rules are repeated for", `"each": "rows"`, `"each": "row"`, "/rules/2/each"},
		{"editions/2021.json", "a set that nothing is repeated for", `"each": "rows",`, ``, "/rules/2/left/0"},
		{"editions/2021.json", "a set in itself", `"columns": ["{applicants}"`, `"columns": ["{columns}"`, "/sets/columns"},
		{"editions/2021.json", "a set of a set that is not there", `"columns": ["{applicants}"`, `"columns": ["{applicant}"`, "/sets/columns/0"},
		{"editions/2021.json", "sets that multiply", `"columns": ["{applicants}", "total"]`, `"columns": ["{a}", "{a}", "{a}"], "a": ["{b}", "{b}", "{b}", "{b}", "{b}"], "b": ["{c}", "{c}", "{c}", "{c}"], "c": ["{applicants}"]`, "/sets/columns/1"},
		{"editions/2021.json", "more sections than can be told apart", `{"key": "introduction", "name": "引言"},`, `{"key": "introduction", "name": "引言"},` + manySections(), "/sections"},
		{"editions/2021.json", "an empty set", `"columns": ["{applicants}", "total"]`, `"columns": []`, "/sets/columns"},
		{"editions/2021.json", "the name of a set", `"columns": ["{applicants}"`, `"each": ["{applicants}"`, "/sets/each"},
		{"editions/2021.json", "cells side by side", `"col_keys": ["{columns}"]`, `"col_keys": ["{column}"]`, "/tables/1/cells/11/col_keys/0"},
		{"editions/2021.json", "cells side by side with a key", `"col_keys": ["{columns}"]`, `"col_key": "new", "col_keys": ["{columns}"]`, "/tables/1/cells/11/col_keys"},
		{"editions/2021.json", "cells side by side out of the grid", `"row": 5, "col": 3, "row_key": "granted"`, `"row": 5, "col": 4, "row_key": "granted"`, "/tables/1/cells/16"},
		{"editions/2021.json", "a rule to leave out", `"marks": [`, `"leaves_out": ["no-rule"], "marks": [`, "/leaves_out/0"},
		{"rules/form.json", "a table", `"tables": ["requests"`, `"tables": ["request"`, "/tables/0"},
		{"rules/form.json", "a table of a pattern", `"cells": ["requests.*.*"`, `"cells": ["request.*.*"`, "/cells/0"},
		{"rules/form.json", "a pattern", `"pattern": "(`, `"pattern": "((`, "/pattern"},
		{"rules/form.json", "a section", `"sections": ["overview"`, `"sections": ["overviews"`, "/sections"},
		{"editions/2019.json", "cut off", "", "", ""},
		{"editions/2019.json", "a key twice", `"version"`, `"version": "2018", "version"`, "/version"},
		{"editions/2019.json", "a table that is not there", `"table": "requests"`, `"table": "request"`, "/sections/3/table"},
		{"editions/2021.json", "the number of another", `"version": "2021"`, `"version": "2019"`, "/version"},
		{"families/disclosure.json", "cut off", "", "", ""},
		{"families/disclosure.json", "unknown key", `"organ"`, `"organs"`, "/organs"},
		{"families/disclosure.json", "a pattern", `"label": "`, `"label": "(`, "/title/label"},
		{"styles/gbt9704.json", "cut off", "", "", ""},
		{"styles/gbt9704.json", "a width of 0", `"width": 11906`, `"width": 0`, "/page"},
		{"styles/gbt9704.json", "unknown key", `"typesetting"`, `"type_setting"`, "/type_setting"},
		{"styles/gbt9704.json", "a face", `"face": "heiti"`, `"face": "heitti"`, "/face"},
		{"units.json", "cut off", "", "", ""},
		{"units.json", "unknown key", `"tens": 4`, `"ten": 4`, "/kinds/0/units/2/ten"},
		{"units.json", "no words", `["单位"]`, `[]`, "/said_by"},
		{"units.json", "a unit twice", `"千元"`, `"元"`, "/kinds/0/units/1"},
		{"units.json", "no default", `"default": true, `, ``, "/kinds"},
	} {
		files := copied(t)
		content := string(files[c.file].Data)
		switch {
		case c.old == "":
			content = content[:len(content)/2]
		case !strings.Contains(content, c.old):
			t.Errorf("%s has no %s", c.file, c.old)
			continue
		default:
			content = strings.Replace(content, c.old, c.new, 1)
		}
		files[c.file] = &fstest.MapFile{Data: []byte(content)}
		d, err := dataFrom(files)
		refusal, ok := errors.AsType[*Refusal](err)
		if d != nil || !ok || refusal.Reason != Internal {
			t.Errorf("%s, %s: %v, %v", c.file, c.what, d, err)
			continue
		}
		place := refusal.Diagnostics[0].Place
		if place.File != c.file || place.Line == 0 || !strings.Contains(place.Pointer, c.field) {
			t.Errorf("%s, %s: %s at %+v, want %s", c.file, c.what, refusal.Diagnostics[0].Line(diag.English), place, c.field)
		}
	}
	for _, file := range []string{"editions/2021.json", "editions/2019.json", "families/disclosure.json", "styles/gbt9704.json", "units.json"} {
		files := copied(t)
		files[file] = &fstest.MapFile{}
		if d, err := dataFrom(files); d != nil || err == nil {
			t.Errorf("%s without content is taken", file)
		}
	}
	for _, file := range []string{"families/disclosure.json", "styles/gbt9704.json", "units.json"} {
		files := copied(t)
		delete(files, file)
		if d, err := dataFrom(files); d != nil || err == nil {
			t.Errorf("without %s there is a program", file)
		}
	}
	if d, err := dataFrom(copied(t)); err != nil || len(d.forms.Default().Editions) != 2 || len(d.forms.Families) != 2 {
		t.Errorf("the files themselves: %v", err)
	}
}

// What the program loads when it is first asked for is sound, since nobody could be told then.
func TestLateData(t *testing.T) {
	if _, err := check.Embedded(); err != nil {
		t.Error(err)
	}
	if _, err := embeddedNames(); err != nil {
		t.Error(err)
	}
}

// Who converts a report waits for no rules and for no names of other systems.
func TestNotNeeded(t *testing.T) {
	d, err := embeddedData()
	if err != nil {
		t.Fatal(err)
	}
	own := *d
	own.checker = func() *check.Checker {
		t.Error("the rules were compiled")
		return d.checker()
	}
	own.names = func() []*fieldnames.File {
		t.Error("the names were loaded")
		return d.names()
	}
	c, err := newWith(&own, Options{})
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []Format{JSON, DOCX, PDF, OFD, HTML} {
		out, err := c.Convert(t.Context(), Input{Data: in}, Target{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		if format == JSON {
			in = out.Data // and data of our own
		}
	}
	if shared, all := len(d.forms.Default().Editions[0].Rules), len(edition.OfficialWithRules().Editions[0].Rules); shared == 0 || all <= shared {
		t.Errorf("%d rules, and %d with those that the editions share", shared, all)
	}
}

// manySections are so many that an edition with them has one too many.
func manySections() string {
	var b strings.Builder
	for i := range 26 {
		fmt.Fprintf(&b, `{"key": "more%d", "heading": "七、更多"},`, i)
	}
	return b.String()
}

// copied returns the data files of the program, to be broken.
func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(templates.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.FS, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestValidateEdition(t *testing.T) {
	good, err := fs.ReadFile(templates.FS, "editions/2021.json")
	if err != nil {
		t.Fatal(err)
	}
	if found := ValidateEdition(good, nil); len(found) != 0 {
		t.Errorf("the edition of 2021: %v", found)
	}
	for old, want := range map[string]string{
		`"kind": "cell-negative"`: "/rules/", `"version": "2021"`: "/version", `"rows": 14`: "/tables/0/cells",
	} {
		name, _, _ := strings.Cut(old, ": ")
		replaced := `: ""`
		if strings.HasPrefix(old, `"rows"`) {
			replaced = ": 13"
		}
		bad := strings.Replace(string(good), old, name+replaced, 1)
		if strings.HasPrefix(old, `"kind"`) {
			bad = strings.Replace(string(good), old, `"kind": "none"`, 1)
		}
		found := ValidateEdition([]byte(bad), nil)
		if len(found) != 1 || found[0].Code != "edition-invalid" || found[0].Place.Line < 2 || !strings.HasPrefix(found[0].Place.Pointer, want) {
			t.Errorf("%s: %v", old, found)
		}
	}
}
