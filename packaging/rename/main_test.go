package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRename: every place that names a package of the module is changed, and nothing that only looks like one.
func TestRename(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"go.mod":            {"module nianbao\n\ngo 1.26.0\n\nrequire (\n\tx.org/nianbao v1\n)\n", "module git.example.org/a/nianbao\n\ngo 1.26.0\n\nrequire (\n\tx.org/nianbao v1\n)\n"},
		"bench/go.mod":      {"module nianbao/bench\n\nrequire nianbao v0.0.0\n\nreplace nianbao => ../\n", "module git.example.org/a/nianbao/bench\n\nrequire git.example.org/a/nianbao v0.0.0\n\nreplace git.example.org/a/nianbao => ../\n"},
		"lib/a.go":          {"// See [nianbao/lib.A].\npackage lib\n\nimport (\n\t_ \"x.org/b\"\n\n\t_ \"nianbao/lib\"\n)\n\nvar _ = \"nianbao/lib.a nianbao/other /tmp/nianbao/lib cmd/nianbao/lib\"\n", "// See [git.example.org/a/nianbao/lib.A].\npackage lib\n\nimport (\n\t_ \"x.org/b\"\n\n\t_ \"git.example.org/a/nianbao/lib\"\n)\n\nvar _ = \"git.example.org/a/nianbao/lib.a nianbao/other /tmp/nianbao/lib cmd/nianbao/lib\"\n"},
		"README.md":         {"`go doc nianbao/lib`, nianbao convert\n", "`go doc git.example.org/a/nianbao/lib`, nianbao convert\n"},
		"lib/data.json":     {`{"nianbao/lib": 1}`, `{"nianbao/lib": 1}`},
		".hidden/b.go":      {"import \"nianbao/lib\"", "import \"nianbao/lib\""},
		"node_modules/c.go": {"import \"nianbao/lib\"", "import \"nianbao/lib\""},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			write := func(name, content string) {
				file := filepath.Join(root, name)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			write("go.mod", "module nianbao\n")
			write("lib/lib.go", "package lib\n")
			write(name, c.before)
			if err := rename(root, "git.example.org/a/nianbao"); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(root, name))
			if err != nil || string(got) != c.after {
				t.Errorf("%v\n got %s\nwant %s", err, got, c.after)
			}
		})
	}
}

func TestRenameRefuses(t *testing.T) {
	root := t.TempDir()
	for _, to := range []string{"", "nianbao", "example/nianbao", "https://git.example.org/a", "git.example.org", "git.example.org/a b"} {
		if rename(root, to) == nil {
			t.Errorf("%q is taken", to)
		}
	}
	if rename(root, "git.example.org/a/nianbao") == nil {
		t.Error("a folder without go.mod is taken")
	}
}
