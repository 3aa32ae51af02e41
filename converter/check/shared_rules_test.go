package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// merged is a JSON object of testdata with a change as RFC 7396 has it.
func merged(t *testing.T, file string, change map[string]any) *report.Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "review", file))
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	if err := d.Decode(&object); err != nil {
		t.Fatal(err)
	}
	patch(object, change)
	if data, err = json.Marshal(object); err != nil {
		t.Fatal(err)
	}
	r, found := contract.Decode(data, edition.Official().Vocabulary())
	if r == nil {
		t.Fatal(found)
	}
	return r
}

func patch(object, change map[string]any) {
	for key, value := range change {
		inner, isObject := value.(map[string]any)
		old, had := object[key].(map[string]any)
		switch {
		case value == nil:
			delete(object, key)
		case isObject && had:
			patch(old, inner)
		default:
			object[key] = value
		}
	}
}

// example makes the input that an example of a rule stands for.
func example(t *testing.T, rule *edition.Rule, raw json.RawMessage) Input {
	t.Helper()
	var sentence string
	if json.Unmarshal(raw, &sentence) == nil {
		r := merged(t, "clean.json", nil)
		for _, section := range rule.Sections {
			if _, ok := r.Prose[section]; ok {
				r.Prose[section] = append(r.Prose[section], sentence)
				return Input{Report: r}
			}
		}
		t.Fatalf("%s: no section for the example", rule.ID)
	}
	var change map[string]any
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	if err := d.Decode(&change); err != nil {
		t.Fatalf("%s: %v", rule.ID, err)
	}
	in := Input{}
	if last, ok := change["previous"].(map[string]any); ok {
		delete(change, "previous")
		in.Previous = merged(t, "previous.json", last)
	}
	in.Report = merged(t, "clean.json", change)
	return in
}

// Every shared rule has a case that breaks it and one that does not, in its own file; and the second breaks no other rule either.
func TestSharedRulesHaveTheirCases(t *testing.T) {
	n := 0
	for i := range newest().Rules {
		rule := &newest().Rules[i]
		if !rule.Reviewer() {
			continue
		}
		n++
		wrong := Report(example(t, rule, rule.Example.Wrong))
		if got := findings(wrong, rule.ID); len(got) != 1 {
			t.Errorf("%s: its wrong example: %v", rule.ID, codes(wrong))
		} else {
			for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
				if m := got[0].Message(lang); m == "" || strings.ContainsAny(m, "{}") {
					t.Errorf("%s: %q", rule.ID, m)
				}
			}
		}
		if right := Report(example(t, rule, rule.Example.Right)); len(right.Findings) > 0 {
			t.Errorf("%s: its right example: %s", rule.ID, right.Text(TextOptions{}))
		}
	}
	if n < 90 {
		t.Errorf("%d shared rules", n)
	}
}

func TestCleanReportOfTheExamples(t *testing.T) {
	if res := Report(Input{Report: merged(t, "clean.json", nil), Previous: merged(t, "previous.json", nil)}); len(res.Findings) > 0 {
		t.Error(res.Text(TextOptions{}))
	}
}

// What identifies a person is never in a finding, nor in what is made of it.
func TestPersonalNumbersAreMasked(t *testing.T) {
	for number, shown := range map[string]string{"11010519491231002X": "110105********002X", "6222020000000000000": "622202*********0000", "13812345678": "138****5678"} {
		r := merged(t, "clean.json", nil)
		r.Prose["overview"] = append(r.Prose["overview"], "申请人的号码是"+number+"。")
		res := Report(Input{Report: r})
		text := res.Text(TextOptions{})
		data, err := res.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, shown) || strings.Contains(text, number) || strings.Contains(string(data), number) {
			t.Errorf("%s: %s\n%s", number, text, data)
		}
	}
	for _, number := range []string{"110105194912310021", "11010519491331002X", "6222020000000000005", "1381234567"} {
		r := merged(t, "clean.json", nil)
		r.Prose["overview"] = append(r.Prose["overview"], "编号"+number+"。")
		if res := Report(Input{Report: r}); len(res.Findings) > 0 {
			t.Errorf("%s: %v", number, codes(res))
		}
	}
}
