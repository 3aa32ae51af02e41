package units_test

import (
	"testing"

	"nianbao/converter/internal/units"
)

// A header, a label or a note names a unit; a figure or a word that only holds one does not.
func TestOf(t *testing.T) {
	for text, want := range map[string]string{
		"元": "元", "单位：万元": "万元", "本年收费金额（单位：万元）": "万元", "收费金额（元）": "元", "(%)": "%", "占比(%)": "%", "％": "%", "%": "%", "件次": "件",
		"12": "", "12.5 ": "", "": "", "元旦": "", "-": "", "万元左右": "",
	} {
		got, ok := units.Of(text)
		if got != want || ok != (want != "") {
			t.Errorf("%q names %q (%v), want %q", text, got, ok, want)
		}
	}
}
