package converter_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"nianbao/converter"
	"nianbao/converter/check"
)

// The page on editions, followed to the letter: its edition and its report give a PDF, and the mistake in it is found.
func TestEditionOfThePage(t *testing.T) {
	page, err := os.ReadFile("../docs/formats/edition.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(page), "```")
	if len(blocks) != 7 {
		t.Fatalf("%d parts", len(blocks))
	}
	toy, rep := []byte(strings.TrimPrefix(blocks[1], "json")), []byte(strings.TrimPrefix(blocks[3], "json"))
	if lines := strings.Count(string(toy), "\n"); lines > 52 {
		t.Errorf("a small edition of %d lines", lines)
	}
	if found := converter.ValidateEdition(toy, nil); len(found) > 0 {
		t.Error(found)
	}
	if found := converter.ValidateEdition([]byte(strings.TrimPrefix(blocks[5], "json")), nil); len(found) > 0 {
		t.Errorf("the family: %v", found)
	}
	c, err := converter.New(converter.Options{Editions: fstest.MapFS{"toy.json": {Data: toy}}})
	if err != nil {
		t.Fatal(err)
	}
	if e := c.Editions()[0]; e.Version != "toy" || len(c.Editions()) != 4 {
		t.Errorf("the newest is %s", e.Version)
	}
	for _, f := range []converter.Format{converter.PDF, converter.DOCX, converter.HTML} {
		out, err := c.Convert(context.Background(), converter.Input{Name: "report.json", Data: rep}, converter.Target{Format: f})
		if err != nil {
			t.Fatal(err)
		}
		back, err := c.Read(context.Background(), converter.Input{Name: "report." + string(f), Data: out.Data})
		if err != nil || back.Report.Format != "toy" || back.Report.Tables["counts"].Get("done", "company").String() != "1" {
			t.Errorf("%s, read back: %+v, %v", f, back, err)
		}
	}
	checked, err := c.Check(context.Background(), converter.Input{Name: "report.json", Data: rep}, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	if text := checked.Result.Text(check.TextOptions{}); !strings.Contains(text, "“办结申请”行各类申请人之和为4，与总计5不一致") {
		t.Error(text)
	}
}

// A page of text is read by an edition that somebody brings: its labels, and nothing in Go, say what its figures are.
func TestOwnEditionFromText(t *testing.T) {
	page, err := os.ReadFile("../docs/formats/edition.md")
	if err != nil {
		t.Fatal(err)
	}
	toy := []byte(strings.TrimPrefix(strings.Split(string(page), "```")[1], "json"))
	c, err := converter.New(converter.Options{Editions: fstest.MapFS{"toy.json": {Data: toy}}})
	if err != nil {
		t.Fatal(err)
	}
	text := "示例市商务局2027年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息120条。\n二、申请办理情况\n" +
		"事项\t申请人\t\t总计\n\t自然人\t企业\t\n新收申请\t3\t2\t5\n办结申请\t3\t1\t4\n"
	got, err := c.Read(context.Background(), converter.Input{Name: "report.txt", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	if cells := got.Report.Tables["counts"]; got.Report.Format != "toy" || cells.Get("new", "company").String() != "2" || cells.Get("done", "total").String() != "4" {
		t.Errorf("%s %+v %v", got.Report.Format, cells, got.Diagnostics)
	}
}

// The schema of an edition's file takes the files that the program takes, and none with a name or a type that it does not know.
func TestEditionSchema(t *testing.T) {
	text, err := converter.EditionSchema()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("edition.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("edition.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"2019", "2021"} {
		file, err := os.ReadFile("../templates/editions/" + version + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if len(file) > 40_000 {
			t.Errorf("the edition of %s has %d bytes", version, len(file))
		}
		for old, change := range map[string]string{"": "", `"rows": 14`: `"rows": "14"`, `"marks"`: `"mark"`, `"left"`: `"lefts"`, `"title"`: `"titles"`} {
			edition, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(string(file), old, change, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if old == `"rows": 14` && version == "2019" {
				continue
			}
			if err := schema.Validate(edition); (err == nil) != (old == "") {
				t.Errorf("%s, %s: %v", version, old, err)
			}
		}
	}
}

// Editions that somebody brings are taken whole or not at all.
func TestOwnEditionsRefused(t *testing.T) {
	official, err := os.ReadFile("../templates/editions/2021.json")
	if err != nil {
		t.Fatal(err)
	}
	many := fstest.MapFS{}
	for i := range 65 {
		many[strings.Repeat("a", i+1)+".json"] = &fstest.MapFile{Data: official}
	}
	for name, files := range map[string]fstest.MapFS{
		"exists already": {"mine.json": {Data: official}}, "no edition": {"readme.txt": {}}, "more than 64": many,
		"more than 1048576": {"mine.json": {Data: make([]byte, 2<<20)}}, "/version": {"mine.json": {Data: []byte("{}")}},
	} {
		_, err := converter.New(converter.Options{Editions: files})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
