// Package results holds what was measured, as it stands in a file of results/, and makes of it what people read: the tables and the chart
// of docs/performance.md and the lines in the READMEs. A file is written once, by a run; everything else can be made again of it,
// and a test of this module says whether it was.
package results

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Data is one run of the comparison.
type Data struct {
	Date    string  `json:"date"`
	Commit  string  `json:"commit"` // of nianbao
	Machine Machine `json:"machine"`
	Reports int     `json:"reports"` // distinct ones
	Rounds  int     `json:"rounds"`
	Sides   []Side  `json:"sides"`
	Batch   []Batch `json:"batch,omitempty"`
}

// Machine is where the run was.
type Machine struct {
	Processor  string `json:"processor"`
	Processors int    `json:"processors"`
	MemoryGiB  int    `json:"memory_gib"`
	System     string `json:"system"`
	Go         string `json:"go"`
	Node       string `json:"node,omitempty"`
	Python     string `json:"python,omitempty"`
}

// Side is one of those compared. Distinct and Repeated are the CPU times of a report, in milliseconds, one for each round.
type Side struct {
	Verb     string    `json:"verb"`
	Key      string    `json:"key"`
	Name     string    `json:"name"`
	How      string    `json:"how"`
	Does     string    `json:"does,omitempty"`
	Version  string    `json:"version,omitempty"`
	Missing  string    `json:"missing,omitempty"` // why it did not run
	Jobs     int       `json:"jobs"`              // reports in a round
	Passes   int       `json:"passes"`
	Pages    int       `json:"pages,omitempty"`
	Bytes    int64     `json:"bytes,omitempty"`
	Looked   bool      `json:"looked,omitempty"` // whether Kept was found out
	Kept     float64   `json:"kept,omitempty"`   // share of the report's characters that its output has
	PeakMiB  float64   `json:"peak_mib,omitempty"`
	Distinct []float64 `json:"distinct_ms,omitempty"`
	Repeated []float64 `json:"repeated_ms,omitempty"`
}

// Batch is one call of nianbao batch: text → check → DOCX + PDF.
type Batch struct {
	Reports   int     `json:"reports"`
	Seconds   float64 `json:"seconds"` // by the wall clock: the one figure here that other work on the machine spoils
	CPU       float64 `json:"cpu_seconds"`
	PeakMiB   float64 `json:"peak_mib"` // of all processes together
	OutputMiB float64 `json:"output_mib"`
}

// Read reads a file of results.
func Read(path string) (*Data, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var d Data
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &d, nil
}

// Newest returns the newest file of results in a folder: their names begin with the date.
func Newest(folder string) (string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("there are no results in %s", folder)
	}
	return slices.Max(files), nil
}

// Write writes a file of results.
func (d *Data) Write(path string) error {
	text, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// Side returns the side with the key, where it ran.
func (d *Data) Side(verb, key string) (Side, bool) {
	for _, s := range d.Sides {
		if s.Verb == verb && s.Key == key && len(s.Distinct) > 0 {
			return s, true
		}
	}
	return Side{}, false
}

// spread is the median, the least and the most of some times.
type spread struct{ median, least, most float64 }

func of(times []float64) spread {
	if len(times) == 0 {
		return spread{}
	}
	s := slices.Sorted(slices.Values(times))
	n := len(s)
	return spread{(s[(n-1)/2] + s[n/2]) / 2, s[0], s[n-1]}
}
