//go:build integration

package server

import (
	"net/http/httptest"
	"testing"
)

// The page of jobs in a browser, as .ci/page/jobs.mjs describes it: wide, narrow, and in English.
func TestJobPageIntegration(t *testing.T) {
	for _, name := range []string{"jobs", "jobsNarrow", "jobsEnglish"} {
		t.Run(name, func(t *testing.T) {
			s := withJobs(t, nil, nil)
			web := httptest.NewServer(s.Handler())
			defer web.Close()
			scenarioAt(t, s, web.URL, name)
		})
	}
}
