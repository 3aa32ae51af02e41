package damage_test

import (
	"fmt"
	"slices"
	"testing"

	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/seeded"
)

// TestEveryForm: every form can be made, and equal seeds give equal texts.
func TestEveryForm(t *testing.T) {
	t.Parallel()
	for _, form := range damage.Forms() {
		for seed := range uint64(seeded.Part(4, 1)) {
			o := damage.Options{Form: form}
			a, b := damage.Generate(seed, o), damage.Generate(seed, o)
			if a.Form != form || len(a.Truth) != 3 || a.Text != b.Text || fmt.Sprint(a.Truth) != fmt.Sprint(b.Truth) {
				t.Errorf("%s, seed %d: not the same text twice", form, seed)
			}
		}
	}
}

// TestEveryKind: every damage finds something to do to a text of some form.
func TestEveryKind(t *testing.T) {
	t.Parallel()
	fitting := map[string][]string{}
	for _, form := range damage.Forms() {
		for _, kind := range damage.Kinds(form) {
			fitting[kind] = append(fitting[kind], form)
		}
	}
	for kind, forms := range fitting {
		done := false
		for seed := uint64(0); seed < 200 && !done; seed++ {
			o := damage.Options{Form: forms[seed%uint64(len(forms))], Damages: []string{kind}}
			done = slices.Contains(damage.Generate(seed, o).Damages, kind)
		}
		if !done {
			t.Errorf("%s never does anything", kind)
		}
	}
}
