package server

import (
	"fmt"
	"io/fs"
)

// The page of jobs has a folder of its own, and is there only where the service keeps jobs: unlike the desk it is of no use without the
// service, so no browser keeps it. It shares words.js, dom.js and the style with the desk.

const jobPagePath = "/jobs"

// addJobPage adds the files of the page.
func addJobPage(add func(name, media string, data []byte, page bool)) error {
	files, err := fs.ReadDir(embedded, "jobpage")
	if err != nil {
		return fmt.Errorf("page of jobs: %w", err)
	}
	for _, f := range files {
		data, err := embedded.ReadFile("jobpage/" + f.Name())
		if err != nil {
			return fmt.Errorf("page of jobs: %w", err)
		}
		name := "/" + f.Name()
		if f.Name() == "jobs.html" {
			name = jobPagePath
		}
		add(name, mediaOfAsset(f.Name()), data, true)
	}
	return nil
}
