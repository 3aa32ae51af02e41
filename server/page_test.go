package server

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The installed page keeps every file of the page, and only those: one that is missing would break it without the service.
func TestWorkerKeepsThePage(t *testing.T) {
	worker, err := embedded.ReadFile("page/worker.js")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?s)const files = \[(.*?)\];`).FindSubmatch(worker)
	if list == nil {
		t.Fatal("worker.js has no list of files")
	}
	var kept []string
	for _, m := range regexp.MustCompile(`'/([^']*)'`).FindAllSubmatch(list[1], -1) {
		kept = append(kept, string(m[1]))
	}
	var want []string
	files, err := fs.ReadDir(embedded, "page")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch f.Name() {
		case "worker.js": // the browser keeps it itself
		case "index.en.html": // one of both is kept, under the page's address
		case "index.html":
			want = append(want, "")
		default:
			want = append(want, f.Name())
		}
	}
	slices.Sort(kept)
	slices.Sort(want)
	if !slices.Equal(kept, want) {
		t.Errorf("worker.js keeps %q, the page is %q", kept, want)
	}
}

// Every file of the page has a type that browsers take for what it is, and the policy lets none of them load from elsewhere.
func TestPageFiles(t *testing.T) {
	s := newServer(t, nil)
	files, err := fs.ReadDir(embedded, "page")
	if err != nil {
		t.Fatal(err)
	}
	outside := regexp.MustCompile(`(?i)(?:src|href|url\(|import\(?|from)\s*=?\s*["'(]\s*(?:https?:)?//`)
	for _, f := range files {
		name := f.Name()
		if name == "index.html" || name == "index.en.html" {
			name = ""
		}
		w := ask(t, s, "GET", "/"+name, nil)
		policy := w.Header().Get("Content-Security-Policy")
		if w.Code != 200 || w.Header().Get("Content-Type") == "" || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("/%s: %d %v", name, w.Code, w.Header())
		}
		if found := outside.Find(w.Body.Bytes()); found != nil {
			t.Errorf("/%s loads from elsewhere: %s", name, found)
		}
	}
}

// The sample of the page is the case that the readers are tested with.
func TestPageSample(t *testing.T) {
	data, err := embedded.ReadFile("page/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != string(sample(t)) {
		t.Error("page/sample.txt is not testdata/tabs/input.txt")
	}
}

// Without scripts, too, the page is in the language that the browser asks for, and both are one form.
func TestPageLanguage(t *testing.T) {
	s := newServer(t, nil)
	form := regexp.MustCompile(`(?:id|name|for|value|data-t|src|href|action)="[^"]*"`)
	chinese := ask(t, s, "GET", "/", nil)
	english := ask(t, s, "GET", "/", nil, "Accept-Language", "en-GB,zh;q=0.5")
	if !strings.Contains(chinese.Body.String(), `<html lang="zh-CN">`) || !strings.Contains(english.Body.String(), `<html lang="en">`) {
		t.Errorf("%.100s %.100s", chinese.Body, english.Body)
	}
	if regexp.MustCompile(`\p{Han}`).MatchString(english.Body.String()) {
		t.Error("Chinese on the English page")
	}
	if a, b := form.FindAllString(chinese.Body.String(), -1), form.FindAllString(english.Body.String(), -1); !slices.Equal(a, b) {
		t.Errorf("the forms differ: %q %q", a, b)
	}
	if !slices.Contains(english.Header().Values("Vary"), "Accept-Language") || english.Header().Get("ETag") == chinese.Header().Get("ETag") {
		t.Errorf("%v", english.Header())
	}
	if w := ask(t, s, "GET", "/index.en.html", nil); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}
