package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"nianbao/converter"
)

// The test program stands in for the program that recognises, by what this variable says.
const play = "NIANBAO_TEST_PLAY"

const header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

func TestMain(m *testing.M) {
	switch os.Getenv(play) {
	case "":
		os.Exit(m.Run())
	case "read":
		in, _ := io.ReadAll(os.Stdin)
		fmt.Printf("%s4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n5\t1\t1\t1\t1\t1\t10\t25\t80\t30\t96.5\t%s %d\n", header, os.Args[1], len(in))
	case "fail":
		fmt.Fprint(os.Stderr, "line 1\nline 2\n\nError opening data file chi_sim.traineddata\nTesseract couldn't load any languages!\n")
		os.Exit(1)
	case "hang":
		select {}
	case "child": // ends, and leaves a child that holds the output open
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), play+"=hang")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if err := child.Start(); err != nil {
			os.Exit(3)
		}
		select {}
	case "flood":
		row := strings.Repeat("5\t1\t1\t1\t1\t1\t10\t25\t80\t30\t96\tx\n", 1000)
		for fmt.Print(header); ; {
			if _, err := fmt.Print(row); err != nil {
				os.Exit(4)
			}
		}
	}
}

func program(t *testing.T, how string) *Program {
	t.Helper()
	t.Setenv(play, how)
	return &Program{Text: []string{os.Args[0], "text"}, Figures: []string{os.Args[0], "figures"}, Timeout: time.Minute}
}

func TestProgram(t *testing.T) {
	p := program(t, "read")
	for _, figures := range []bool{false, true} {
		words, err := p.Recognize(context.Background(), converter.RecognizerPicture{PNG: []byte("12345"), Figures: figures})
		want := map[bool]string{false: "text 5", true: "figures 5"}[figures]
		if err != nil || len(words) != 1 || words[0].Text != want || words[0].Box != image.Rect(10, 25, 90, 55) || words[0].Line != image.Rect(10, 20, 310, 60) {
			t.Errorf("%v: %+v, %v", figures, words, err)
		}
	}
	p.Figures = nil
	if words, err := p.Recognize(context.Background(), converter.RecognizerPicture{Figures: true}); err != nil || words[0].Text != "text 0" {
		t.Errorf("without a program for figures: %v, %v", words, err)
	}
}

// Whatever a program does wrong is an error, never a page without words.
func TestProgramFails(t *testing.T) {
	for how, want := range map[string]string{
		"fail":  "Error opening data file chi_sim.traineddata / Tesseract couldn't load any languages!",
		"flood": "more than",
	} {
		words, err := program(t, how).Recognize(context.Background(), converter.RecognizerPicture{})
		if err == nil || words != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", how, words, err)
		}
	}
	if _, err := (&Program{Text: []string{"/nowhere/tesseract"}}).Recognize(context.Background(), converter.RecognizerPicture{}); err == nil {
		t.Error("a program that is not there read a picture")
	}
	p := program(t, "hang")
	p.Timeout = 50 * time.Millisecond
	if _, err := p.Recognize(context.Background(), converter.RecognizerPicture{}); !errors.Is(err, errTimeout) {
		t.Errorf("a program that hangs: %v", err)
	}
}

// A program ends with the context, and what it started ends with it.
func TestCancelled(t *testing.T) {
	for _, how := range []string{"hang", "child"} {
		p := program(t, how)
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(200*time.Millisecond, cancel)
		if _, err := p.Recognize(ctx, converter.RecognizerPicture{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", how, err)
		}
		cancel()
	}
}

func TestSplit(t *testing.T) {
	for line, want := range map[string][]string{
		"tesseract stdin stdout -l chi_sim":   {"tesseract", "stdin", "stdout", "-l", "chi_sim"},
		`'C:\Program Files\t.exe' "a b" c\ d`: {`C:\Program Files\t.exe`, "a b", "c d"},
		`a "" 'it''s' "say \"x\" \n"`:         {"a", "", "its", `say "x" \n`},
		"  a\t$HOME *;rm ":                    {"a", "$HOME", "*;rm"},
	} {
		if got, err := split(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v", line, got, err)
		}
	}
	for _, line := range []string{"", "  ", `a "b`, `a 'b`, `a\`, `""`} {
		if got, err := split(line); err == nil {
			t.Errorf("%q: %q", line, got)
		}
	}
	if _, err := New("a", `"`); err == nil {
		t.Error("a command for figures that is none was taken")
	}
}

func TestParse(t *testing.T) {
	row := func(level int, box, text string) string {
		return fmt.Sprintf("%d\t1\t1\t1\t1\t1\t%s\t96\t%s\n", level, box, text)
	}
	for name, c := range map[string]struct {
		table string
		want  int // words, -1 for an error
	}{
		"words":             {header + row(5, "1\t2\t3\t4", "一") + row(5, "5\t2\t3\t4", "a\tb"), 2},
		"blank words":       {header + row(5, "1\t2\t3\t4", " ") + "5\t1\t1\t1\t1\t1\t1\t2\t3\t4\t96\n", 0},
		"blocks":            {header + row(2, "1\t2\t3\t4", "x"), 0},
		"nothing":           {header, 0},
		"CR LF":             {strings.ReplaceAll(header+row(5, "1\t2\t3\t4", "一"), "\n", "\r\n"), 1},
		"empty":             {"", -1},
		"text":              {"一、总体情况\n", -1},
		"no header":         {row(5, "1\t2\t3\t4", "一"), -1},
		"half a row":        {header + "5\t1\t1\n", -1},
		"no numbers":        {header + row(5, "a\t2\t3\t4", "一"), -1},
		"negative":          {header + row(5, "-1\t2\t3\t4", "一"), -1},
		"beyond all limits": {header + row(5, "1\t2\t99999999\t4", "一"), -1},
		"in GBK":            {header + row(5, "1\t2\t3\t4", "\xd7\xdc\xbc\xc6"), -1},
		"without end":       {header + strings.Repeat(row(5, "1\t2\t3\t4", "一"), mostWords+1), -1},
	} {
		words, err := parse([]byte(c.table))
		if (err != nil) != (c.want < 0) || err == nil && len(words) != c.want {
			t.Errorf("%s: %d words, %v", name, len(words), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(header + "5\t1\t1\t1\t1\t1\t1\t2\t3\t4\t96\t一\n"))
	f.Add([]byte(header + "4\t1\n"))
	f.Fuzz(func(t *testing.T, table []byte) {
		words, err := parse(table)
		for _, w := range words {
			if err != nil || strings.TrimSpace(w.Text) == "" || w.Box.Min.X < 0 || w.Box.Min.Y < 0 || w.Box.Dx() < 0 || w.Box.Dy() < 0 {
				t.Errorf("%+v, %v", w, err)
			}
		}
	})
}

func Example_split() {
	words, _ := split(`tesseract stdin stdout -l chi_sim --psm 6 tsv`)
	fmt.Println(len(words), words[0])
	// Output: 8 tesseract
}
