package results

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// What is made of the data stands between these two lines of a page.
const (
	begin = "<!-- made from bench/results by `cd bench && go run . pages`: begin -->\n"
	end   = "<!-- end -->\n"
)

// Pages returns what the pages of the repository that show the data have to hold, by their paths from its root.
func (d *Data) Pages(root string) (map[string][]byte, error) {
	pages := map[string][]byte{"docs/performance.svg": []byte(d.Chart())}
	for path, text := range map[string]string{"docs/performance.md": d.Tables(), "README.md": d.Heart(English), "README.zh-CN.md": d.Heart(Chinese)} {
		now, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return nil, err
		}
		if pages[path], err = between(now, text); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return pages, nil
}

// between puts a text between the two lines.
func between(page []byte, text string) ([]byte, error) {
	before, rest, ok := bytes.Cut(page, []byte(begin))
	_, after, ended := bytes.Cut(rest, []byte(end))
	if !ok || !ended {
		return nil, fmt.Errorf("it has not the lines between which the data stand")
	}
	return bytes.Join([][]byte{before, []byte(begin), []byte("\n" + text + "\n"), []byte(end), after}, nil), nil
}
