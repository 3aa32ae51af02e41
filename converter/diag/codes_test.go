package diag_test

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"nianbao/converter/diag"
)

// Nobody may read a bare code for lack of a text. Whatever the compiler takes for a code has its entry in the catalogue, in
// whatever way it gets into a diagnostic; a code that is put together of a prefix and a kind has one for every kind; and
// whoever gives a code gives the values that its texts speak of.
func TestEveryCodeHasItsMessage(t *testing.T) {
	w := &codes{t: t, known: diag.Codes()}
	for _, p := range program(t) {
		w.pkg, w.info = p, p.TypesInfo
		for _, file := range p.Syntax {
			ast.Inspect(file, w.node)
		}
	}
	if w.constants < 200 || w.calls < 100 || w.computed < 3 {
		t.Errorf("%d constants, %d calls and %d computed codes: the program was not looked at", w.constants, w.calls, w.computed)
	}
}

// program returns every package of the program, with types.
func program(t *testing.T) []*packages.Package {
	t.Helper()
	loaded, err := loadProgram()
	if err != nil || packages.PrintErrors(loaded) > 0 {
		t.Fatalf("the program does not compile: %v", err)
	}
	return loaded
}

// loadProgram reads it once for all tests.
var loadProgram = sync.OnceValues(func() ([]*packages.Package, error) {
	return packages.Load(&packages.Config{Dir: filepath.Join("..", ".."),
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports}, "./...")
})

type codes struct {
	t                          *testing.T
	pkg                        *packages.Package
	info                       *types.Info
	known                      []diag.Code
	constants, calls, computed int
}

func (w *codes) isCode(t types.Type) bool { return isOfDiag(t, "Code") }

// isOfDiag reports whether a type is the one of package diag with the name.
func isOfDiag(t types.Type, name string) bool {
	named, ok := t.(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Name() == "diag"
}

// inBothLanguages reports whether an argument gives a value for each language.
func inBothLanguages(t types.Type) bool { return isOfDiag(t, "Word") || isOfDiag(t, "Wording") }

func (w *codes) at(n ast.Node) token.Position { return w.pkg.Fset.Position(n.Pos()) }

// node looks at one piece of the program.
func (w *codes) node(n ast.Node) bool {
	if call, ok := n.(*ast.CallExpr); ok {
		w.call(call)
	}
	e, ok := n.(ast.Expr)
	if !ok {
		return true
	}
	value, ok := w.info.Types[e]
	if !ok || !value.IsValue() || !w.isCode(value.Type) {
		return true
	}
	if value.Value != nil {
		if code := constant.StringVal(value.Value); code != "" {
			w.constants++
			w.entry(e, code)
		}
		return false
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		w.composed(e)
		return false
	case *ast.CallExpr:
		if !w.info.Types[e.Fun].IsType() {
			return true
		}
		if composed, ok := e.Args[0].(*ast.BinaryExpr); ok {
			w.composed(composed)
		} else if w.pkg.Name != "check" { // the rules of an edition bring their texts along
			w.t.Errorf("%s: a code that is made of a text at run time", w.at(e))
		}
		return false
	}
	return true
}

func (w *codes) entry(n ast.Node, code string) {
	if !slices.Contains(w.known, diag.Code(code)) {
		w.t.Errorf("%s: the catalogue has no %s", w.at(n), code)
	}
}

// readable are the kinds of file that are no reason to refuse one.
var readable = []string{"json", "text", "html", "docx", "pdf", "ofd", "odt", "rtf", "doc", "xlsx", "csv", "word-xml", "flat-opc", "web-archive"}

// composed looks at a code of a constant prefix and a kind: every constant of the kind's type makes a code.
func (w *codes) composed(e *ast.BinaryExpr) {
	w.computed++
	prefix := w.info.Types[e.X].Value
	kind := e.Y
	for {
		call, ok := kind.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			break
		}
		kind = call.Args[0]
	}
	named, ok := w.info.Types[kind].Type.(*types.Named)
	if prefix == nil || !ok {
		w.t.Errorf("%s: a code that is not made of a prefix and a kind", w.at(e))
		return
	}
	found := 0
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !types.Identical(c.Type(), named) {
			continue
		}
		value := constant.StringVal(c.Val())
		if named.Obj().Pkg().Name() == "sniff" && slices.Contains(readable, value) {
			continue
		}
		found++
		w.entry(e, constant.StringVal(prefix)+value)
	}
	if found < 2 {
		w.t.Errorf("%s: %d kinds of %s", w.at(e), found, named)
	}
}

// makers are the functions that make a diagnostic of a code and of no more names and values than they are given.
var makers = []string{"nianbao/converter/diag.New", "nianbao/converter/match.refused", "nianbao/cmd/nianbao.problem"}

// call looks at a call that makes a diagnostic: it gives the values that the texts of the code speak of.
func (w *codes) call(call *ast.CallExpr) {
	fun := call.Fun
	if selector, ok := fun.(*ast.SelectorExpr); ok {
		fun = selector.Sel
	}
	name, ok := fun.(*ast.Ident)
	if !ok {
		return
	}
	if f, ok := w.info.Uses[name].(*types.Func); !ok || !slices.Contains(makers, f.FullName()) {
		return
	}
	signature, ok := w.info.Types[call.Fun].Type.(*types.Signature)
	if !ok || !signature.Variadic() || call.Ellipsis.IsValid() {
		return
	}
	params := signature.Params()
	for i := range params.Len() - 1 {
		if i >= len(call.Args) || !w.isCode(params.At(i).Type()) {
			continue
		}
		value := w.info.Types[call.Args[i]].Value
		if value == nil {
			return
		}
		w.calls++
		var given []string
		for j := params.Len() - 1; j < len(call.Args); j += 2 {
			name := w.info.Types[call.Args[j]].Value
			if name == nil {
				return
			}
			given = append(given, constant.StringVal(name))
			if j+1 < len(call.Args) && inBothLanguages(w.info.Types[call.Args[j+1]].Type) {
				given = append(given, constant.StringVal(name)+"_en")
			}
		}
		d := diag.New(diag.Code(constant.StringVal(value)), diag.Place{})
		for _, text := range []string{d.Message(diag.Chinese), d.Message(diag.English)} {
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(given, m[1]) {
					w.t.Errorf("%s: %s speaks of {%s}, which is not given: %s", w.at(call), d.Code, m[1], strings.Join(given, ", "))
				}
			}
		}
	}
}
