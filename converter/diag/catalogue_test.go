package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"nianbao/converter/diag"
)

var (
	placeholder = regexp.MustCompile(`\{([a-z_0-9]+)\}`)
	kebab       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
)

// placeholders returns the sorted names in a message. A name may have a form for each language: {reason}, {reason_en}.
func placeholders(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if name := strings.TrimSuffix(m[1], "_en"); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Every code has a text in both languages, with the same values in it.
func TestCatalogue(t *testing.T) {
	codes := diag.Codes()
	if len(codes) < 50 || !slices.IsSorted(codes) {
		t.Fatalf("%d codes", len(codes))
	}
	for i, code := range codes {
		if i > 0 && codes[i-1] == code {
			t.Errorf("%s stands in the catalogue twice", code)
		}
		if !kebab.MatchString(string(code)) {
			t.Errorf("%s is not in kebab case", code)
		}
		d := diag.New(code, diag.Place{})
		zh, en := d.Message(diag.Chinese), d.Message(diag.English)
		if !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.HasSuffix(zh, "。") {
			t.Errorf("%s in Chinese: %q", code, zh)
		}
		if en == "" || en == zh || strings.HasSuffix(en, ".") {
			t.Errorf("%s in English: %q", code, en)
		}
		if a, b := placeholders(zh), placeholders(en); !slices.Equal(a, b) {
			t.Errorf("%s speaks of %v in Chinese and of %v in English", code, a, b)
		}
		if strings.Contains(placeholder.ReplaceAllString(zh, ""), "_en}") || strings.Contains(zh, "_en}") {
			t.Errorf("%s has an English value in its Chinese text: %s", code, zh)
		}
	}
}

// Every diag.New in the program names a code of the catalogue and gives all values that its texts speak of.
func TestEveryUseHasItsMessage(t *testing.T) {
	used := 0
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "bench" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(src), "diag.New(") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, src, parser.SkipObjectResolution)
		if err != nil {
			return nil // the compiler says so better
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || f.Sel.Name != "New" || len(call.Args) < 2 {
				return true
			}
			if x, ok := f.X.(*ast.Ident); !ok || x.Name != "diag" {
				return true
			}
			code, ok := literal(call.Args[0])
			if !ok {
				return true // computed: its own package's tests look at it
			}
			used++
			at := files.Position(call.Pos())
			if !slices.Contains(diag.Codes(), diag.Code(code)) {
				t.Errorf("%s: the catalogue has no %s", at, code)
				return true
			}
			if call.Ellipsis.IsValid() {
				return true
			}
			var given []string
			for i := 2; i < len(call.Args); i += 2 {
				name, ok := literal(call.Args[i])
				if !ok {
					return true
				}
				given = append(given, name)
			}
			d := diag.New(diag.Code(code), diag.Place{})
			for _, text := range []string{d.Message(diag.Chinese), d.Message(diag.English)} {
				for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
					if !slices.Contains(given, m[1]) {
						t.Errorf("%s: %s speaks of {%s}, which is not given", at, code, m[1])
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil || used < 40 {
		t.Errorf("%d uses, %v", used, err)
	}
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}
