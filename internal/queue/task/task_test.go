package task_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
)

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func doer(t *testing.T, o task.Options) *task.Doer {
	t.Helper()
	d, err := task.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The files are those that the library makes of the same report, and of no other.
func TestSameBytesAsTheLibrary(t *testing.T) {
	formats := []converter.Format{converter.DOCX, converter.PDF, converter.JSON, converter.HTML, converter.OFD}
	data := sample(t, "tabs/input.txt")
	answer := doer(t, task.Options{Formats: formats, Check: true}).Do(t.Context(), queue.Job{Label: "x/a.txt", Content: data})
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := converter.Input{Name: "x/a.txt", Data: data}
	if answer.Refused || len(answer.Files) != len(formats)+1 || len(answer.Reports) != 1 {
		t.Fatalf("%+v", answer)
	}
	for i, format := range formats {
		want, err := c.Convert(t.Context(), in, converter.Target{Format: format})
		if err != nil || !bytes.Equal(want.Data, answer.Files[i].Data) || answer.Files[i].Suffix != format.Extension() || answer.Files[i].Base != "" {
			t.Errorf("%s: other bytes, %v", format, err)
		}
	}
	checked, err := c.Check(t.Context(), in, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := checked.MarshalJSON()
	if got := answer.Files[len(formats)]; err != nil || !bytes.Equal(append(want, '\n'), got.Data) || got.Suffix != ".check.json" {
		t.Errorf("other findings, %v", err)
	}
	r := answer.Reports[0]
	if r.Organization == "" || r.Year != 2023 || r.Figures == "" || r.Errors != 0 {
		t.Errorf("%+v", r)
	}
}

// What is wrong is an answer.
func TestRefused(t *testing.T) {
	report := []byte(`{"format": "2021", "organization": "甲局", "year": 2023, "other_matters": ["旅游` + "\U0002FFFD" + `服务"]}`)
	mixed := []byte(`{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`)
	for _, c := range []struct {
		name    string
		options task.Options
		content []byte
		code    string
		reports int
	}{
		{"empty", task.Options{Check: true}, nil, "input-empty", 0},
		{"no report", task.Options{Formats: []converter.Format{converter.PDF}}, []byte("春眠不觉晓"), "not-a-report", 0},
		{"strict", task.Options{Formats: []converter.Format{converter.PDF}, Strict: true}, report, "strict-warnings", 1},
		{"cannot be written", task.Options{Formats: []converter.Format{converter.JSON, converter.PDF}}, mixed, "compose-mixed-editions", 1},
	} {
		answer := doer(t, c.options).Do(t.Context(), queue.Job{Label: "a", Content: c.content})
		has := slices.ContainsFunc(answer.Said, func(s queue.Said) bool {
			return s.Code == c.code && s.Severity == "error" && s.Chinese != "" && s.English != ""
		})
		if !answer.Refused || !has || len(answer.Reports) != c.reports || len(answer.Files) != 0 {
			t.Errorf("%s: %+v", c.name, answer)
		}
	}
	// A character that no font has is told once, not for each format.
	lenient := doer(t, task.Options{Formats: []converter.Format{converter.PDF, converter.OFD}}).Do(t.Context(), queue.Job{Label: "a.json", Content: report})
	if lenient.Refused || lenient.Reports[0].Warned != 1 || len(lenient.Said) != 1 {
		t.Errorf("%+v", lenient)
	}
	// A defect of the program is an answer too.
	if a := (&task.Doer{}).Do(t.Context(), queue.Job{Label: "a.json", Content: report}); !a.Refused || a.Said[0].Code != "internal-error" {
		t.Errorf("%+v", a)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if a := doer(t, task.Options{Check: true}).Do(ctx, queue.Job{Label: "a.json", Content: report}); !a.Refused || a.Said[0].Code != "time-limit" {
		t.Errorf("%+v", a)
	}
}

// A file of several reports: each under its name, also where two have the same; one that cannot be written does not take the others along.
func TestSeveral(t *testing.T) {
	body := "\n\n一、总体情况\n\n2022年，公开信息%d条。\n\n二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n\n四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n六、其他需要报告的事项\n\n无。\n\n"
	var text string
	for i, whose := range []string{"甲局", "乙局", "甲局", "甲A局", "甲a局"} {
		text += fmt.Sprintf("%s%d年政府信息公开工作年度报告"+body, whose, 2020+i, i)
	}
	answer := doer(t, task.Options{Formats: []converter.Format{converter.JSON}}).Do(t.Context(), queue.Job{Label: "all.txt", Content: []byte(text)})
	var bases []string
	for _, f := range answer.Files {
		bases = append(bases, f.Base)
	}
	if !slices.Equal(bases, []string{"甲局", "乙局", "甲局-2", "甲A局", "甲a局-2"}) || answer.Refused {
		t.Errorf("%q %+v", bases, answer.Said)
	}
	const most = 10
	if len(answer.Said) != most+1 || answer.Said[most].Code != "diagnostics-more" {
		t.Errorf("%d diagnostics are kept", len(answer.Said))
	}
}

// Reports whose tables say the same have the same figures, whatever else is in them.
func TestFigures(t *testing.T) {
	d := doer(t, task.Options{Formats: []converter.Format{converter.JSON}})
	figures := func(text string) string {
		a := d.Do(t.Context(), queue.Job{Label: "a.json", Content: []byte(text)})
		if a.Refused {
			t.Fatalf("%+v", a)
		}
		return a.Reports[0].Figures
	}
	one := figures(`{"format": "2021", "organization": "甲局", "year": 2023, "disclosure": {"rules": {"issued": 1}}}`)
	if one != figures(`{"format": "2021", "organization": "乙局", "year": 2022, "other_matters": ["无。"], "disclosure": {"rules": {"issued": 1}}}`) {
		t.Error("the same figures differ")
	}
	if one == figures(`{"format": "2021", "organization": "甲局", "year": 2023, "disclosure": {"rules": {"issued": 2}}}`) {
		t.Error("other figures are the same")
	}
}

// Options that cannot be are told before anything is done.
func TestNew(t *testing.T) {
	for name, o := range map[string]task.Options{
		"style":   {Style: []byte("nonsense"), Check: true},
		"format":  {Formats: []converter.Format{converter.Text}},
		"profile": {Formats: []converter.Format{converter.PDF}, Profile: "x"},
	} {
		if _, err := task.New(o); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func ExampleDoer_Do() {
	d, err := task.New(task.Options{Formats: []converter.Format{converter.JSON}})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := d.Do(context.Background(), queue.Job{Label: "a.json", Content: []byte(`{"format": "2021", "organization": "甲局", "year": 2023}`)})
	fmt.Println(answer.Reports[0].Organization, answer.Files[0].Suffix)
	// Output: 甲局 .json
}
