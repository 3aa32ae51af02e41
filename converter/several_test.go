package converter_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// every is each format with what can be asked of it, in an order in which a shared document could be changed under another's feet.
func every() []converter.Target {
	shell := &converter.Shell{Number: "示政办〔2024〕3号"}
	return []converter.Target{{Format: converter.DOCX, Contents: true}, {Format: converter.PDF}, {Format: converter.DOCX}, {Format: converter.HTML, Fragment: true},
		{Format: converter.OFD}, {Format: converter.DOCX, Protect: true}, {Format: converter.PDF, Shell: shell}, {Format: converter.JSON},
		{Format: converter.Filing}, {Format: converter.PDF, Profile: converter.PDFA2b}, {Format: converter.HTML}, {Format: converter.DOCX, Contents: true}, {Format: converter.DOCX}}
}

// TestMake: in one pass each file is the same bytes as by itself, the findings are those of a check, and what there is to say is said once.
func TestMake(t *testing.T) {
	c := newConverter(t)
	in := converter.Input{Name: "report.txt", Data: bytes.Replace(sample(t), []byte("旅游服务"), []byte("旅游\U0002FFFD服务"), 1)}
	made, err := c.Make(t.Context(), in, converter.Several{To: every(), Check: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, target := range every() {
		alone, err := c.Convert(t.Context(), in, target)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(made.Outputs[i].Data, alone.Data) {
			t.Errorf("%d, %s: %d bytes, by itself %d", i, target.Format, len(made.Outputs[i].Data), len(alone.Data))
		}
		for _, d := range alone.Diagnostics {
			n := 0
			for _, other := range made.Diagnostics {
				if other.Line(diag.English) == d.Line(diag.English) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s says %q, and all together %d times", target.Format, d.Line(diag.English), n)
			}
		}
	}
	checked, err := c.Check(t.Context(), in, converter.Against{})
	if err != nil || len(made.Result.Findings) != len(checked.Result.Findings) {
		t.Errorf("%d findings, by itself %d: %v", len(made.Result.Findings), len(checked.Result.Findings), err)
	}
	if made, err := c.Make(t.Context(), in, converter.Several{To: every()[:1]}); err != nil || made.Result.Findings != nil {
		t.Errorf("a check that nobody asked for: %v", err)
	}
	strict := []converter.Target{{Format: converter.JSON}, {Format: converter.PDF, Strict: true}}
	if made, err := c.Make(t.Context(), in, converter.Several{To: strict}); made != nil || !diagnosticsOf(t, err).Has("strict-warnings") {
		t.Errorf("strict: %v", err)
	}
}

// TestMakeAllOrNone: what cannot be made takes the files of its report along and names itself, and no other report's.
func TestMakeAllOrNone(t *testing.T) {
	c := newConverter(t)
	const mixed = `{"format": "2021", "organization": "甲局", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`
	in := converter.Input{Name: "two.json", Data: []byte("[" + mixed + "," + strings.ReplaceAll(strings.Replace(mixed, `"other": {"total": 1}, `, "", 1), "甲", "乙") + "]")}
	made, err := c.MakeAll(t.Context(), in, converter.Several{To: []converter.Target{{Format: converter.JSON}, {Format: converter.DOCX}}})
	if len(made) != 1 || made[0].Report.Organization != "乙局" || len(made[0].Outputs) != 2 {
		t.Fatalf("%d made: %v", len(made), err)
	}
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || refusal.Reason != converter.Invalid || !refusal.Diagnostics.Has("compose-mixed-editions") {
		t.Fatal(err)
	}
	i := slices.IndexFunc(refusal.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "output-one-of-several" })
	if i < 0 || !strings.Contains(refusal.Diagnostics[i].Line(diag.English), "two.json") || !strings.Contains(refusal.Diagnostics[i].Line(diag.English), "甲局") ||
		!strings.Contains(refusal.Diagnostics[i].Message(diag.English), "docx could not be made, so none of json, docx was") {
		t.Errorf("%v", refusal.Diagnostics)
	}
	if _, err := c.Make(t.Context(), in, converter.Several{To: []converter.Target{{Format: converter.JSON}}}); !diagnosticsOf(t, err).Has("json-several") {
		t.Errorf("one report is wanted: %v", err)
	}
	if _, err := c.MakeAll(t.Context(), in, converter.Several{To: []converter.Target{{Format: converter.JSON}, {Format: converter.Text}}}); !diagnosticsOf(t, err).Has("format-unsupported") {
		t.Errorf("a format that cannot be made: %v", err)
	}
}

// TestWriteAllStrictly: strictness is each target's own.
func TestWriteAllStrictly(t *testing.T) {
	c := newConverter(t)
	r, err := c.Read(t.Context(), converter.Input{Data: bytes.Replace(sample(t), []byte("旅游服务"), []byte("旅游\U0002FFFD服务"), 1)})
	if err != nil {
		t.Fatal(err)
	}
	strictly := converter.Target{Format: converter.PDF, Strict: true}
	_, alone := c.Write(t.Context(), r.Report, strictly)
	_, err = c.WriteAll(t.Context(), r.Report, []converter.Target{{Format: converter.PDF}, strictly})
	want, got := diagnosticsOf(t, alone), diagnosticsOf(t, err)
	if len(got) != len(want)+1 {
		t.Fatalf("%v, by itself %v", got, want)
	}
	for i := range want {
		if got[i].Line(diag.English) != want[i].Line(diag.English) {
			t.Errorf("%v, by itself %v", got[i], want[i])
		}
	}
}

// TestOnePass: several files cost what each costs beyond the document and pages that they have in common.
func TestOnePass(t *testing.T) {
	c := newConverter(t)
	r, err := c.Read(t.Context(), converter.Input{Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	both := []converter.Target{{Format: converter.DOCX}, {Format: converter.PDF}, {Format: converter.OFD}}
	apart := testing.AllocsPerRun(5, func() {
		for _, target := range both {
			if _, err := c.Write(t.Context(), r.Report, target); err != nil {
				t.Fatal(err)
			}
		}
	})
	once := testing.AllocsPerRun(5, func() {
		if _, err := c.WriteAll(t.Context(), r.Report, both); err != nil {
			t.Fatal(err)
		}
	})
	if once > apart*9/10 {
		t.Errorf("%.0f allocations in one pass, %.0f apart", once, apart)
	}
}
