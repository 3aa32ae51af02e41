//go:build integration

package server

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Two public tools take the description without an error. They come from npm, as .ci/package-lock.json pins them; .ci/run
// installs them.
func TestOpenAPIIntegration(t *testing.T) {
	file := filepath.Join(t.TempDir(), "openapi.json")
	data := ask(t, newServer(t, nil), "GET", "/openapi.json", nil).Body.Bytes()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	tools, err := filepath.Abs("../.ci")
	if err != nil {
		t.Fatal(err)
	}
	judge := func(file string) map[string]error {
		verdicts := map[string]error{}
		for name, command := range map[string][]string{
			"redocly":        {filepath.Join(tools, "node_modules/.bin/redocly"), "lint", "--format=stylish", file},
			"swagger-parser": {"node", filepath.Join(tools, "openapi.cjs"), file},
		} {
			out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).CombinedOutput()
			if err != nil {
				if _, ran := err.(*exec.ExitError); !ran {
					t.Fatalf("%s: %v; .ci/run installs it", name, err)
				}
				t.Logf("%s:\n%s", name, out)
			}
			verdicts[name] = err
		}
		return verdicts
	}
	for name, err := range judge(file) {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// They can also say no: with the schema of the report put in as it is.
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {},
		"components": {"schemas": {"Report": {"$id": "urn:x", "$defs": {"line": {"type": "string"}}, "$ref": "#/$defs/line"}}}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, err := range judge(broken) {
		if err == nil {
			t.Errorf("%s takes a description with a document inside", name)
		}
	}
}
