package annotate_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/docx/annotate"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// wrong is a report with a slip in a cell, a sentence that disagrees with a table and a doubled word.
func wrong() *report.Report {
	r := seeded.Report(5, edition.Official().Editions[0], 2)
	r.Tables["requests"].Set("granted", "natural_person", report.Count(7))
	r.Tables["disputes"].Set("review", "other", report.Cell{})
	r.Prose["overview"] = append(r.Prose["overview"], "（四）其他 & 补充。全年共收到政府信息公开申请 1 件，**工作工作**扎实推进。")
	return r
}

func file(t testing.TB, r *report.Report) []byte {
	t.Helper()
	doc, found := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatal(found)
	}
	data, err := write.Document(doc, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read gives the report in a file and what a check says about it.
func readBack(t testing.TB, data []byte) (*report.Report, check.Result) {
	t.Helper()
	doc, list := read.Document(context.Background(), data, limit.Default())
	if doc == nil {
		t.Fatal(list)
	}
	r, e, list := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(list)
	}
	return r, check.Report(check.Input{Report: r, Evidence: e})
}

func entries(t testing.TB, data []byte) (names []string, content map[string][]byte, raw map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, raw = map[string][]byte{}, map[string][]byte{}
	for _, f := range z.File {
		names = append(names, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if content[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
		packed, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		if raw[f.Name], err = io.ReadAll(packed); err != nil {
			t.Fatal(err)
		}
	}
	return names, content, raw
}

var mayChange = map[string]bool{"word/document.xml": true, "word/comments.xml": true, "word/_rels/document.xml.rels": true, "[Content_Types].xml": true}

// checkAnnotated makes sure of everything that must hold of an annotated file.
func checkAnnotated(t *testing.T, before, after []byte) (anchors map[string]string) {
	t.Helper()
	names, was, wasRaw := entries(t, before)
	newNames, is, isRaw := entries(t, after)
	for _, name := range names {
		if !mayChange[name] && !bytes.Equal(wasRaw[name], isRaw[name]) {
			t.Errorf("%s changed", name)
		}
	}
	if len(newNames) > len(names)+2 {
		t.Errorf("entries %v", newNames)
	}
	for name := range mayChange {
		wellFormed(t, name, is[name])
	}
	// Without the marks the text is the same.
	if a, b := textOf(t, was["word/document.xml"]), textOf(t, is["word/document.xml"]); a != b {
		t.Errorf("the text changed")
	}
	starts, ends, references := count(is, "commentRangeStart "), count(is, "commentRangeEnd "), count(is, "commentReference ")
	comments := bytes.Count(is["word/comments.xml"], []byte("<w:comment "))
	if comments == 0 || starts != ends || ends != references || references != comments {
		t.Errorf("%d comments, %d starts, %d ends, %d references", comments, starts, ends, references)
	}
	r, _ := readBack(t, before)
	again, _ := readBack(t, after)
	if !report.Equal(r, again) {
		t.Error("the annotated file reads as another report")
	}
	return anchorsOf(t, is)
}

func count(parts map[string][]byte, tag string) int {
	return bytes.Count(parts["word/document.xml"], []byte(tag))
}

func wellFormed(t testing.TB, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func textOf(t testing.TB, data []byte) string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var b strings.Builder
	in := false
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch x := token.(type) {
		case xml.StartElement:
			in = x.Name.Local == "t"
			if x.Name.Local == "p" {
				b.WriteByte('\n')
			}
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				b.Write(x)
			}
		}
	}
}

// anchorsOf returns for each comment's text the text between its marks.
func anchorsOf(t testing.TB, parts map[string][]byte) map[string]string {
	t.Helper()
	texts := map[string]string{} // by id
	d := xml.NewDecoder(bytes.NewReader(parts["word/comments.xml"]))
	id := ""
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "comment" {
				id = attr(x, "id")
			}
		case xml.CharData:
			texts[id] += string(x)
		}
	}
	open := map[string]bool{}
	anchored := map[string]string{}
	d = xml.NewDecoder(bytes.NewReader(parts["word/document.xml"]))
	in := false
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			in = x.Name.Local == "t"
			switch x.Name.Local {
			case "commentRangeStart":
				open[attr(x, "id")] = true
			case "commentRangeEnd":
				delete(open, attr(x, "id"))
			}
		case xml.EndElement:
			in = false
		case xml.CharData:
			for id := range open {
				if in {
					anchored[texts[id]] += string(x)
				}
			}
		}
	}
	return anchored
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestOfficialFile(t *testing.T) {
	before := file(t, wrong())
	_, result := readBack(t, before)
	after, found := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	if after == nil || len(found) > 0 {
		t.Fatal(found)
	}
	again, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	if !bytes.Equal(after, again) {
		t.Error("the same input gives other bytes")
	}
	anchors := checkAnnotated(t, before, after)
	want := map[string]string{ // part of the comment -> words it stands at
		"表三“（一）予以公开”行":  "0",
		"“工作”重复":        "工作工作",
		"共收到政府信息公开申请1件": "共收到政府信息公开申请 1 件",
		"个单元格为空":        "四、政府信息公开行政复议、行政诉讼情况",
	}
	for comment, words := range want {
		ok := false
		for text, anchor := range anchors {
			ok = ok || strings.Contains(text, comment) && anchor == words
		}
		if !ok {
			t.Errorf("no comment %q at %q in %q", comment, words, anchors)
		}
	}
	if dir := os.Getenv("NIANBAO_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "annotated.docx"), after, 0o644); err != nil {
			t.Error(err)
		}
	}
}

// TestTwice annotates an annotated file: the comments of the first run are replaced, those of a person stay, and so does one of ours
// that somebody answered.
func TestTwice(t *testing.T) {
	before := file(t, wrong())
	_, result := readBack(t, before)
	once, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	_, parts, _ := entries(t, once)
	first := strings.Count(string(parts["word/comments.xml"]), "<w:comment ")
	again, found := annotate.DOCX(context.Background(), once, result, annotate.Options{}, limit.Default())
	if again == nil || len(found) > 0 {
		t.Fatal(found)
	}
	_, twice, _ := entries(t, again)
	for _, name := range []string{"word/comments.xml", "word/document.xml"} {
		for _, mark := range []string{"<w:comment ", "commentRangeStart", "commentRangeEnd", "commentReference"} {
			if n, was := strings.Count(string(twice[name]), mark), strings.Count(string(parts[name]), mark); n != was {
				t.Errorf("%s: %d of %s, after %d", name, n, mark, was)
			}
		}
	}
	// Another author, in another language: ours all the same.
	other, found := annotate.DOCX(context.Background(), again, result, annotate.Options{Lang: diag.English, Author: "<县府办>", Date: time.Date(2024, 1, 15, 8, 0, 0, 0, time.UTC)}, limit.Default())
	if other == nil {
		t.Fatal(found)
	}
	_, parts, _ = entries(t, other)
	comments := string(parts["word/comments.xml"])
	if n := strings.Count(comments, "<w:comment "); n != first {
		t.Errorf("%d comments, after %d", n, first)
	}
	for _, x := range []string{`w:author="&lt;县府办&gt;"`, `w:date="2024-01-15T08:00:00Z"`, "Error: Table 3"} {
		if !strings.Contains(comments, x) {
			t.Errorf("no %s", x)
		}
	}
	// All is corrected: the file has no comment of ours any more, and its text is what it was.
	_, clean := readBack(t, file(t, seeded.Report(5, edition.Official().Editions[0], 2)))
	clean.Findings = nil
	done, _ := annotate.DOCX(context.Background(), other, clean, annotate.Options{}, limit.Default())
	_, parts, _ = entries(t, done)
	if strings.Contains(string(parts["word/comments.xml"]), "<w:comment ") || strings.Contains(string(parts["word/document.xml"]), "comment") {
		t.Error("comments are left")
	}
	if r, _ := readBack(t, done); !reflect.DeepEqual(r.Tables, mustRead(t, before).Tables) || !reflect.DeepEqual(r.Prose, mustRead(t, before).Prose) {
		t.Error("the text changed")
	}
}

// The clerk corrects half of what the comments say, in the annotated file, and has it checked again: what is corrected has no comment any more,
// what is left has its own at its place, and every other part is byte for byte that of the file he sent.
func TestSecondRound(t *testing.T) {
	before := file(t, wrong())
	_, result := readBack(t, before)
	first, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	corrected := edited(t, first, "工作工作", "工作")
	_, second := readBack(t, corrected)
	if len(second.Findings) != len(result.Findings)-1 {
		t.Fatalf("%d findings, before %d", len(second.Findings), len(result.Findings))
	}
	after, found := annotate.DOCX(context.Background(), corrected, second, annotate.Options{}, limit.Default())
	if after == nil || len(found) > 0 {
		t.Fatal(found)
	}
	_, was, _ := entries(t, first)
	_, sent, sentRaw := entries(t, corrected)
	names, is, isRaw := entries(t, after)
	for _, name := range names {
		if !mayChange[name] && !bytes.Equal(sentRaw[name], isRaw[name]) {
			t.Errorf("%s changed", name)
		}
	}
	if a, b := textOf(t, sent["word/document.xml"]), textOf(t, is["word/document.xml"]); a != b {
		t.Error("the text changed")
	}
	old, left := string(was["word/comments.xml"]), string(is["word/comments.xml"])
	if !strings.Contains(old, "“工作”重复") || strings.Contains(left, "“工作”重复") {
		t.Error("what was corrected still has a comment, or had none")
	}
	for _, f := range second.Findings {
		if text := f.Message(diag.Chinese); !strings.Contains(html.UnescapeString(left), text) {
			t.Errorf("no comment says %s", text)
		}
	}
	if got, want := strings.Count(left, "<w:comment "), strings.Count(old, "<w:comment ")-1; got != want {
		t.Errorf("%d comments, want %d", got, want)
	}
	anchors, old2 := anchorsOf(t, is), anchorsOf(t, was)
	places := map[string]int{}
	for _, text := range old2 {
		places[text]++
	}
	for _, text := range anchors {
		if text = strings.ReplaceAll(text, "，工作扎实", "，工作工作扎实"); places[text] == 0 {
			t.Errorf("a comment stands at %q, where none stood", text)
		}
	}
}

// edited is a Word file in whose text words were replaced.
func edited(t *testing.T, data []byte, words, by string) []byte {
	t.Helper()
	names, content, _ := entries(t, data)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		text := content[name]
		if name == "word/document.xml" {
			if !bytes.Contains(text, []byte(words)) {
				t.Fatalf("the text has no %s", words)
			}
			text = bytes.ReplaceAll(text, []byte(words), []byte(by))
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustRead(t *testing.T, data []byte) *report.Report {
	t.Helper()
	r, _ := readBack(t, data)
	return r
}

// Comments of a person, and ours that a person answered, stay when ours are replaced.
func TestAnswersStay(t *testing.T) {
	before := file(t, wrong())
	_, result := readBack(t, before)
	once, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	names, parts, _ := entries(t, once)
	comments := string(parts["word/comments.xml"])
	comments = strings.Replace(comments, "<w:p>", `<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0000AAAA">`, 1) // of the first comment
	comments = strings.Replace(comments, "</w:comments>", `<w:comment xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="900" w:author="李科长" w:initials="李"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>`, 1)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name string, data []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range names {
		if name == "word/comments.xml" {
			put(name, []byte(comments))
			continue
		}
		put(name, parts[name])
	}
	put("word/commentsExtended.xml", []byte(`<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="0000BBBB" w15:paraIdParent="0000AAAA" w15:done="0"/></w15:commentsEx>`))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	after, found := annotate.DOCX(context.Background(), b.Bytes(), check.Result{}, annotate.Options{}, limit.Default())
	if after == nil {
		t.Fatal(found)
	}
	_, parts, _ = entries(t, after)
	left := string(parts["word/comments.xml"])
	if strings.Count(left, "<w:comment ") != 2 || !strings.Contains(left, "李科长") || !strings.Contains(left, "0000AAAA") {
		t.Error(left)
	}
}

// Every entry has a day that there is.
func TestDatesOfEntries(t *testing.T) {
	before := file(t, wrong())
	_, result := readBack(t, before)
	after, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	z, err := zip.NewReader(bytes.NewReader(after), int64(len(after)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Modified.Year() < 1980 || f.Modified.Year() > 2107 {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
}

// A proposal is a tracked change at the figure: accepted it is what the hint says, rejected, also by the next run, the file is what it was.
func TestProposals(t *testing.T) {
	r := seeded.Report(5, edition.Official().Editions[0], 2)
	key := report.Key{Row: "granted", Col: "natural_person"}
	was := r.Tables["requests"][key]
	n, _ := was.Number()
	whole, _ := n.Int64()
	r.Tables["requests"][key] = report.Count(int(whole) + 7)
	before := file(t, r)
	_, result := readBack(t, before)
	proposed, found := annotate.DOCX(context.Background(), before, result, annotate.Options{Propose: true, Date: time.Date(2024, 1, 15, 8, 0, 0, 0, time.UTC)}, limit.Default())
	if proposed == nil || len(found) > 0 {
		t.Fatal(found)
	}
	_, parts, _ := entries(t, proposed)
	body := string(parts["word/document.xml"])
	wellFormed(t, "word/document.xml", parts["word/document.xml"])
	if strings.Count(body, "<w:ins ") != 1 || strings.Count(body, "<w:del ") != 1 || !strings.Contains(body, `w:author="年报核对" w:date="2024-01-15T08:00:00Z"`) {
		t.Fatal("no tracked change")
	}
	if accepted := mustRead(t, proposed); accepted.Tables["requests"][key].String() != was.String() {
		t.Errorf("accepted: %s, want %s", accepted.Tables["requests"][key], was)
	}
	plain, _ := annotate.DOCX(context.Background(), before, result, annotate.Options{}, limit.Default())
	again, _ := annotate.DOCX(context.Background(), proposed, result, annotate.Options{}, limit.Default())
	_, rejected, _ := entries(t, again)
	_, never, _ := entries(t, plain)
	if strings.Contains(string(rejected["word/document.xml"]), "w:del") || !reflect.DeepEqual(mustRead(t, again).Tables, mustRead(t, before).Tables) {
		t.Error("the next run does not reject it")
	}
	if got, want := len(rejected["word/document.xml"]), len(never["word/document.xml"]); got < want || got > want+40 { // xml:space of the text
		t.Errorf("%d bytes, without a proposal %d", got, want)
	}
	if dir := os.Getenv("NIANBAO_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "proposed.docx"), proposed, 0o644); err != nil {
			t.Error(err)
		}
	}
}

func TestNothingToSay(t *testing.T) {
	before := file(t, seeded.Report(5, edition.Official().Editions[0], 2))
	_, result := readBack(t, before)
	if after, found := annotate.DOCX(context.Background(), before, result, annotate.Options{Least: diag.Error}, limit.Default()); !bytes.Equal(before, after) || len(found) > 0 {
		t.Errorf("a clean file changed: %v", found)
	}
}

func TestRefused(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "no zip": []byte("no file at all"), "half": file(t, wrong())[:2000]} {
		if out, found := annotate.DOCX(context.Background(), data, check.Result{}, annotate.Options{}, limit.Default()); out != nil || len(found) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(out), found)
		}
	}
}

// TestForeignFiles annotates the Word files of the corpus.
func TestForeignFiles(t *testing.T) {
	paths, _ := filepath.Glob("../../../../../shared/corpus/*/*.docx")
	if len(paths) == 0 {
		t.Skip("the corpus is not here")
	}
	done := 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := read.Document(context.Background(), data, limit.Default())
		if doc == nil {
			continue
		}
		r, e, _ := recognize.Report(context.Background(), doc, edition.Official())
		if r == nil {
			continue
		}
		// Something is made wrong, so that there is something to say.
		r.Tables["requests"].Set("new", "total", report.Count(123456))
		result := check.Report(check.Input{Report: r, Evidence: e})
		after, found := annotate.DOCX(context.Background(), data, result, annotate.Options{}, limit.Default())
		if after == nil {
			t.Errorf("%s: %v", path, found)
			continue
		}
		done++
		t.Logf("%s: %d findings, %d bytes more", path, len(result.Findings), len(after)-len(data))
		checkAnnotated(t, data, after)
		if dir := os.Getenv("NIANBAO_KEEP"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(filepath.Dir(path))+".docx"), after, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	if done < 3 {
		t.Errorf("only %d files annotated", done)
	}
}
