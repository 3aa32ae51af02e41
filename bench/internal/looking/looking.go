// Package looking says what is in a file that a side has made: how many pages, and how much of the report's text. It is what keeps the
// comparison honest without a person who looks: a side that loses a table is fast.
package looking

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Kept returns the share of the characters of a report, given as its Word file, that a file of a side has: Chinese characters
// and digits, each as often as it stands there.
func Kept(word []byte, path string) (float64, error) {
	whole, err := wordText(word)
	if err != nil {
		return 0, err
	}
	text, err := textOf(path)
	if err != nil {
		return 0, err
	}
	wanted, found := count(whole), count(text)
	all, kept := 0, 0
	for r, n := range wanted {
		all += n
		kept += min(n, found[r])
	}
	if all == 0 {
		return 0, fmt.Errorf("the report has no text")
	}
	return float64(kept) / float64(all), nil
}

func count(text string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range text {
		if unicode.Is(unicode.Han, r) || unicode.IsDigit(r) {
			counts[r]++
		}
	}
	return counts
}

var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	page = regexp.MustCompile(`(?m)^Pages: +(\d+)$`)
)

// textOf is the text of a PDF, a Word file, a web page or whatever else is text.
func textOf(path string) (string, error) {
	if filepath.Ext(path) == ".pdf" {
		text, err := exec.Command("pdftotext", path, "-").Output()
		if err != nil {
			return "", fmt.Errorf("pdftotext: %w", err)
		}
		return string(text), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	switch filepath.Ext(path) {
	case ".docx":
		return wordText(data)
	case ".html":
		return html.UnescapeString(tag.ReplaceAllString(string(data), "")), nil
	}
	return string(data), nil
}

func wordText(data []byte) (string, error) {
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	part, err := files.Open("word/document.xml")
	if err != nil {
		return "", err
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	return html.UnescapeString(tag.ReplaceAllString(string(text), "")), err
}

// Pages returns the number of pages of a PDF, or of a Word file as an office lays it out, and 0 for a file that has no pages.
func Pages(path, fontconfig string) (int, error) {
	switch filepath.Ext(path) {
	case ".docx":
		folder := filepath.Dir(path)
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, path)
		cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+fontconfig)
		if out, err := cmd.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("soffice: %w: %s", err, out)
		}
		path = strings.TrimSuffix(path, ".docx") + ".pdf"
	case ".pdf":
	default:
		return 0, nil
	}
	out, err := exec.Command("pdfinfo", path).Output()
	if err != nil {
		return 0, fmt.Errorf("pdfinfo: %w", err)
	}
	found := page.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pdfinfo states no pages of %s", path)
	}
	return strconv.Atoi(string(found[1]))
}
