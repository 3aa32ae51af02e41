package queue

import (
	"fmt"
	"path/filepath"
	"strings"
)

// isName reports whether a result's name stays in the folder of its item. Who names it is a worker, which an input may have taken over.
func (f File) isName() bool {
	name := f.Base + f.Suffix
	return filepath.IsLocal(name) && !strings.ContainsAny(name, `/\`) && strings.HasPrefix(f.Suffix, ".")
}

// misnamed is the answer in place of one with such a name.
func misnamed(f File) *Answer {
	return &Answer{Refused: true, Said: []Said{{Code: "output-unwritable", Severity: "error",
		Chinese: fmt.Sprintf("不能写入“%s”：文件名太长或不能用", f.Base+f.Suffix), English: fmt.Sprintf("“%s” cannot be written: it is no name of a result", f.Base+f.Suffix)}}}
}
