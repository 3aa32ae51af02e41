package main

import (
	"encoding/json"
	"errors"
	"io/fs"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// statusCommand tells how far batches are.
type statusCommand struct {
	Folders []string `arg:"" name:"folder" help:"${status_inputs}"`
	To      string   `enum:"text,json" default:"text" help:"${status_to}"`
}

// statusLine is a batch's status as JSON.
type statusLine struct {
	Folder string `json:"folder"`
	queue.Status
}

func (cmd *statusCommand) run(s *session) int {
	var out []byte
	for _, folder := range cmd.Folders {
		status, err := queue.ReadStatus(s.ctx, folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return s.refuse(problem("status-none", "folder", folder), "", exitRefused)
		case err != nil:
			return s.refuse(problem("status-unreadable", append(cause(innermost(err)), "folder", folder)...), "", exitRefused)
		}
		if cmd.To == "json" {
			line, err := json.Marshal(statusLine{shown(folder), status})
			if err != nil {
				return s.refuse(err, "", exitRefused)
			}
			out = append(append(out, line...), '\n')
			continue
		}
		d := diag.New("batch-status", diag.Place{}, "folder", shown(folder), "total", grouped(status.Total), "done", grouped(status.Done), "failed", grouped(status.Failed),
			"quarantined", grouped(status.Quarantined), "left", grouped(status.Left))
		out = append(append(out, d.Message(s.lang)...), '\n')
	}
	return s.print(out)
}
