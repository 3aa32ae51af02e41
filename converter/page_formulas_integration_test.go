//go:build integration

package converter_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

// node returns the command that runs a script of .ci/page.
func node(t *testing.T, script string, arguments ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("no node; .ci/run needs npm, which comes with it")
	}
	return exec.Command(program, append([]string{filepath.Join("..", ".ci", "page", script)}, arguments...)...)
}

// spoil changes some figures of a report, takes some away, and puts words into others.
func spoil(rng *rand.Rand, r *report.Report) {
	for _, table := range []string{"disclosure", "requests", "disputes"} {
		keys := make([]report.Key, 0, len(r.Tables[table]))
		for k := range r.Tables[table] {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b report.Key) int { return bytes.Compare([]byte(a.Row+"."+a.Col), []byte(b.Row+"."+b.Col)) })
		for _, k := range keys {
			switch rng.IntN(40) {
			case 0:
				r.Tables[table].Set(k.Row, k.Col, report.Cell{})
			case 1:
				r.Tables[table].Set(k.Row, k.Col, report.Text("/"))
			case 2:
				r.Tables[table].Set(k.Row, k.Col, report.Text("见附件"))
			case 3, 4, 5:
				r.Tables[table].Set(k.Row, k.Col, report.Count(rng.IntN(1000)))
			}
		}
	}
}

// balanced makes a report whose formulas hold: arbitrary figures, and what the formulas add up put where they say.
func balanced(t *testing.T, conv *converter.Converter, rng *rand.Rand) *report.Report {
	t.Helper()
	r := reporttest.Random(rng)
	format := []string{"2021", "2019"}[rng.IntN(2)]
	form, ok := conv.Form(format)
	if !ok {
		t.Fatalf("no edition %s", format)
	}
	r.Format, r.TableFormats, r.Tables = format, nil, map[string]report.Table{}
	for _, table := range form.Tables {
		r.Tables[table.Key] = report.Table{}
		for _, row := range table.Rows {
			for _, cell := range row {
				if cell.Pointer != "" {
					at := strings.Split(cell.Pointer, "/")
					r.Tables[at[1]].Set(at[2], at[3], report.Count(rng.IntN(50)))
				}
			}
		}
	}
	for range 4 { // sums of sums settle in a few rounds
		for _, f := range form.Formulas {
			if f.Previous {
				continue
			}
			left, right := f.Left, f.Right
			if len(right) > 1 {
				left, right = right, left
			}
			settle(r, left, right)
		}
	}
	return r
}

// settle gives the first term of the right side the figure that makes both sides equal.
func settle(r *report.Report, left, right []converter.FormTerm) {
	var rest report.Sum
	add := func(terms []converter.FormTerm, away bool) {
		for _, term := range terms {
			at := strings.Split(term.Pointer, "/")
			if n, ok := r.Tables[at[1]].Get(at[2], at[3]).Number(); ok && term.Minus == away {
				rest.Add(n)
			} else if ok {
				rest.Sub(n)
			}
		}
	}
	add(left, false)
	add(right[1:], true)
	at := strings.Split(right[0].Pointer, "/")
	if n, err := report.ParseDecimal(rest.String()); err == nil {
		r.Tables[at[1]].Set(at[2], at[3], report.Number(n))
	}
}

// formulaIDs are the rules that the page evaluates, of all editions.
func formulaIDs(t *testing.T, conv *converter.Converter) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range conv.Editions() {
		form, _ := conv.Form(e.Version)
		for _, f := range form.Formulas {
			ids[f.ID] = true
		}
	}
	return ids
}

// readable lists the inputs of the project's cases, and those of the corpus where it lies beside the repository.
func readable(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../testdata/*/input.*", "../../shared/corpus/*/source.txt", "../../shared/corpus/*/source.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	if len(all) < 5 {
		t.Fatalf("only %q", all)
	}
	return all
}

// compareFormulas runs the page's own code over the reports and compares what it says of each.
func compareFormulas(t *testing.T, conv *converter.Converter, input []byte, want [][]string) {
	t.Helper()
	folder := t.TempDir()
	var editions []*converter.Form
	for _, e := range conv.Editions() {
		form, _ := conv.Form(e.Version)
		editions = append(editions, form)
	}
	data, err := json.Marshal(editions)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"editions.json": data, "reports": input} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := node(t, "formulas.mjs", filepath.Join("..", "server", "page"), filepath.Join(folder, "editions.json"), filepath.Join(folder, "reports"))
	run.Stderr = os.Stderr
	answer, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(answer), []byte{'\n'})
	if len(lines) != len(want) {
		t.Fatalf("%d answers for %d reports", len(lines), len(want))
	}
	inputs := bytes.Split(bytes.TrimSpace(input), []byte{'\n'})
	wrong := 0
	for i, line := range lines {
		var got []string
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if !slices.Equal(got, want[i]) {
			if wrong++; wrong <= 3 {
				t.Errorf("report %d\npage    %q\ncommand %q\n%.3000s", i, without(got, want[i]), without(want[i], got), inputs[i])
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d reports of %d", wrong, len(want))
	}
}

// without returns what is in a and not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool { return slices.Contains(b, x) })
}

// The page computes the formulas itself, while figures are typed. It must say what the command says, for every rule.
func TestPageFormulasIntegration(t *testing.T) {
	conv := newConverter(t)
	formulas := formulaIDs(t, conv)
	rng := rand.New(rand.NewPCG(20, 26))
	var input bytes.Buffer
	var want [][]string
	statuses := map[check.Status]int{}
	add := func(r, previous *report.Report, e *report.Evidence) {
		t.Helper()
		line := map[string]json.RawMessage{"report": contract.AppendJSON(nil, r, converter.VocabularyOf(conv))}
		if previous != nil {
			line["previous"] = contract.AppendJSON(nil, previous, converter.VocabularyOf(conv))
		}
		if e != nil {
			line["evidence"] = conv.AppendEvidence(nil, e)
		}
		b, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		input.Write(append(b, '\n'))
		var list []string
		for _, o := range check.Report(check.Input{Report: r, Previous: previous, Evidence: e}).Outcomes {
			if formulas[o.Rule] {
				list = append(list, fmt.Sprintf("%s:%s:%s", o.Rule, o.Status, o.Reason))
				statuses[o.Status]++
			}
		}
		slices.Sort(list)
		want = append(want, list)
	}
	for i := range 2000 {
		r := reporttest.RandomData(rng)
		if i%2 == 1 {
			r = balanced(t, conv, rng)
			if i%4 == 3 {
				spoil(rng, r)
			}
		}
		var previous *report.Report
		if i%3 == 0 {
			previous = balanced(t, conv, rng)
			previous.Year = r.Year - 1 + rng.IntN(2)
		}
		add(r, previous, nil)
	}
	for _, file := range readable(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		readings, err := conv.ReadAll(t.Context(), converter.Input{Name: filepath.Base(file), Data: data})
		if err != nil {
			continue // a case that is no report
		}
		for _, reading := range readings {
			add(reading.Report, nil, reading.Evidence)
		}
	}
	for _, status := range []check.Status{check.Pass, check.Fail, check.Undetermined, check.NotApplicable} {
		if statuses[status] < 1000 {
			t.Errorf("only %d outcomes are %s: the reports show too little", statuses[status], status)
		}
	}
	t.Log(len(want), "reports,", statuses)
	compareFormulas(t, conv, input.Bytes(), want)
}
