package server

import (
	"io/fs"
	"strings"
	"testing"
)

// The page of jobs is there where jobs are, under the policy of the page, and the desk leads to it; elsewhere there is neither.
func TestJobPage(t *testing.T) {
	with, without := withJobs(t, nil, nil), newServer(t, nil)
	files, err := fs.ReadDir(embedded, "jobpage")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := "/" + f.Name()
		if f.Name() == "jobs.html" {
			name = jobPagePath
		}
		w := ask(t, with, "GET", name, nil)
		if policy := w.Header().Get("Content-Security-Policy"); w.Code != 200 || w.Header().Get("Content-Type") == "" || policy != pagePolicy {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if w := ask(t, without, "GET", name, nil); w.Code != 404 {
			t.Errorf("%s without jobs: %d", name, w.Code)
		}
	}
	if !strings.Contains(ask(t, with, "GET", "/", nil).Body.String(), jobsMark) || strings.Contains(ask(t, without, "GET", "/", nil).Body.String(), jobsMark) {
		t.Error("the desk leads to jobs that are not there, or not to those that are")
	}
}
