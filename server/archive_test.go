package server

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// packed returns an archive of files, each a name and its content.
func packed(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range files {
		f, err := w.Create(file[0])
		if err == nil {
			_, err = f.Write([]byte(file[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func named(organization string, n int) string {
	return fmt.Sprintf(`{"format": "2021", "organization": "%s", "year": 2023, "requests": {"new": {"natural_person": %d}}}`, organization, n)
}

// An archive of one report is that report for every endpoint that takes one; the result bears the report's name.
func TestArchiveOfOne(t *testing.T) {
	s := newServer(t, nil)
	body := packed(t, [2]string{"青溪县/水务局.txt", string(sample(t))}, [2]string{"图.png", "x"})
	for _, test := range []struct{ path, file, contains string }{
		{"/v1/convert?to=docx&name=县.zip", "水务局.docx", "word/document.xml"},
		{"/v1/convert?to=zip&name=县.zip", "水务局.zip", "PK"},
		{"/v1/check?name=县.zip", "", `"file": "县.zip/青溪县/水务局.txt"`},
		{"/v1/read?name=县.zip&source-text=1", "", `"archive-passed"`},
		{"/v1/draft?year=2024&name=县.zip", "", "word/document.xml"},
		{"/v1/preview?name=县.zip", "", "<svg"},
	} {
		w := ask(t, s, "POST", test.path, body)
		if w.Code != 200 || !strings.Contains(w.Body.String(), test.contains) || test.file != "" && nameOf(t, w.Header()) != test.file {
			t.Errorf("%s: %d %v %.300s", test.path, w.Code, w.Header(), w.Body)
		}
	}
	if w := ask(t, s, "POST", "/v1/read?source-text=1", body); !strings.Contains(w.Body.String(), `"text": [`) {
		t.Errorf("no source: %.300s", w.Body)
	}
}

// Several reports in an archive are what several in a file are: all of them for reading and for sums, each under its own name, and a problem
// where one is wanted. One that cannot be read is named, and refuses the rest.
func TestArchiveOfSeveral(t *testing.T) {
	s := newServer(t, nil)
	body := packed(t, [2]string{"甲.json", named("甲局", 3)}, [2]string{"镇/乙.json", named("乙局", 4)})
	var got struct {
		File    string
		Reports []struct{ File string }
	}
	w := ask(t, s, "POST", "/v1/read?name=县.zip", body)
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.File != "县.zip" || len(got.Reports) != 2 ||
		got.Reports[0].File != "县.zip/甲.json" || got.Reports[1].File != "县.zip/镇/乙.json" {
		t.Errorf("%v %+v", err, got)
	}
	fields, media := form(t, [3]string{"file", "县.zip", string(body)}, [3]string{"file", "丙.json", named("丙局", 10)}, [3]string{"organization", "", "示例市"})
	if w := ask(t, s, "POST", "/v1/sum?to=json&year=2023", fields, "Content-Type", media); w.Code != 200 || !strings.Contains(w.Body.String(), `"natural_person": 17`) {
		t.Errorf("sum: %d %.500s", w.Code, w.Body)
	}
	twice := packed(t, [2]string{"甲.json", named("甲局", 3)}, [2]string{"镇/甲.json", named("甲局", 4)})
	fields, media = form(t, [3]string{"file", "县.zip", string(twice)})
	if w := ask(t, s, "POST", "/v1/sum?to=json", fields, "Content-Type", media); w.Code != 422 || !strings.Contains(w.Body.String(), "县.zip/镇/甲.json") {
		t.Errorf("two of one organisation: %d %.500s", w.Code, w.Body)
	}
	for _, path := range []string{"/v1/convert?to=pdf", "/v1/check"} {
		if w := ask(t, s, "POST", path, body); w.Code != 422 || problemOf(t, w).Code != "archive-several" {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body)
		}
	}
	bad := packed(t, [2]string{"甲.json", named("甲局", 3)}, [2]string{"诗.txt", "床前明月光"}, [2]string{"里.zip", string(body)})
	for _, path := range []string{"/v1/read?name=县.zip", "/v1/check?name=县.zip"} {
		w := ask(t, s, "POST", path, bad)
		if w.Code != 422 || !strings.Contains(w.Body.String(), `"file": "县.zip/诗.txt"`) || !strings.Contains(w.Body.String(), `"file": "县.zip/里.zip"`) {
			t.Errorf("%s: %d %.500s", path, w.Code, w.Body)
		}
	}
}

// Limits hold for what comes out of an archive: files, their bytes, how many times larger they become. None of it is unpacked before it is
// looked at, and the memory of the largest, and of all that is read, is asked for first.
func TestArchiveLimits(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Options.Limits.Input = 200_000 })
	many := make([][2]string, mostArchived+1)
	for i := range many {
		many[i] = [2]string{fmt.Sprintf("%d.png", i), ""}
	}
	for name, test := range map[string]struct {
		body   []byte
		status int
		code   diag.Code
	}{
		"files":         {packed(t, many...), 413, "archive-limit"},
		"a large one":   {packed(t, [2]string{"a.txt", strings.Repeat("a", 200_001)}), 413, "input-limit"},
		"cut off":       {packed(t, [2]string{"a.txt", "a"})[:40], 400, "archive-damaged"},
		"no directory":  {bytes.Replace(packed(t, [2]string{"a.txt", "a"}), []byte("PK\x01\x02"), []byte("PK\x01\x03"), 1), 400, "archive-damaged"},
		"without files": {packed(t), 422, "archive-empty"},
	} {
		if w := ask(t, s, "POST", "/v1/read", test.body); w.Code != test.status || problemOf(t, w).Code != test.code {
			t.Errorf("%s: %d %.300s", name, w.Code, w.Body)
		}
	}
	u := &upload{files: map[string][]converter.Input{"file": {{Data: packed(t, [2]string{"a.txt", strings.Repeat("a", 50_000)}, [2]string{"b.txt", "b"})}}}}
	least := int64(2*readOfArchive + workOfPacked*50_000)
	if n := s.workBytes(t.Context(), u); n < least || n > least+workOfPacked*1000 {
		t.Errorf("%d bytes, want at least %d", n, least)
	}
}
