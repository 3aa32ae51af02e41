package docxtest

import (
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/zipfile"
)

// Unpack returns the parts of a package.
func Unpack(t testing.TB, data []byte) map[string]string {
	t.Helper()
	a, fault := zipfile.Open(limit.NewMeter(t.Context(), limit.Default()), data)
	if fault != nil {
		t.Fatal(fault.Message("en"))
	}
	all := map[string]string{}
	for _, name := range a.Names() {
		content, fault := a.Read(name)
		if fault != nil {
			t.Fatal(fault.Message("en"))
		}
		all[name] = string(content)
	}
	return all
}
