package sides

import (
	"os/exec"
	"strings"
)

// typst, warm, by its binding to Node.js, which runs the compiler inside the process. Its cache ages by one with each report, as typst's
// own command has it.
func typst() []Side {
	return []Side{{Key: "typst", Verb: PDF, Name: "typst", How: "warm, in Node.js", Jobs: 60, Passes: 1, Extension: "pdf", Version: typstVersion, Open: script("node", "typst.mjs"),
		Does: "tagged, but not PDF/A, no data attached"}}
}

// typstVersion is the version of typst, and that of its binding.
func typstVersion(p Place) (string, error) {
	binding, err := npmVersion("@myriaddreamin/typst-ts-node-compiler")(p)
	if err != nil {
		return "", err
	}
	cmd := exec.Command("node", "typst_version.mjs")
	cmd.Dir = p.Peers
	out, err := cmd.Output()
	if err != nil {
		return "", missing("typst does not start in Node.js: %v", err)
	}
	return strings.TrimSpace(string(out)) + " (binding " + binding + ")", nil
}
