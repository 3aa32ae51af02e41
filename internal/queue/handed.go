package queue

import (
	"path/filepath"
	"strings"

	"nianbao/converter/diag"
)

// isName reports whether a result's name stays in the folder of its item. Who names it is a worker, which an input may have taken over.
func (f File) isName() bool {
	name := f.Base + f.Suffix
	return filepath.IsLocal(name) && !strings.ContainsAny(name, `/\`) && strings.HasPrefix(f.Suffix, ".")
}

// misnamed is the answer in place of one with such a name.
func misnamed(f File) *Answer {
	return &Answer{Refused: true, Said: []Said{unwritable(f.Base+f.Suffix, diag.Word("name-unusable").With())}}
}

// unwritable says of a result that it cannot have its name.
func unwritable(name string, problem diag.Wording) Said {
	d := diag.New("output-unwritable", diag.Place{}, "output", name, "problem", problem)
	return Said{Code: string(d.Code), Severity: d.Severity.String(), Chinese: d.Message(diag.Chinese), English: d.Message(diag.English)}
}
