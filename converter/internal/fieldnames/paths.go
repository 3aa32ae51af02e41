package fieldnames

import (
	"slices"
	"strings"

	"nianbao/converter/internal/jsontree"
)

// at returns the value at a path, steps divided by points; nil where there is none.
func at(n *jsontree.Node, path string) *jsontree.Node {
	for step := range strings.SplitSeq(path, ".") {
		if n == nil {
			return nil
		}
		n = n.Get(step)
	}
	return n
}

// fields are the paths of all sections.
func (f *File) fields() (paths []string) {
	for _, t := range f.Tables {
		paths = append(paths, t.Field...)
	}
	for _, p := range f.Prose {
		if p.Field != "" {
			paths = append(paths, p.Field)
		}
	}
	return paths
}

// texts reads the sections of text that stand at paths of their own.
func (r *reader) texts(n *jsontree.Node) {
	for _, p := range r.file.Prose {
		text := at(n, p.Field)
		switch {
		case p.Field == "" || text == nil || text.Kind == 'n':
		case text.Kind != '"':
			r.fail("json-names-value", text)
		case r.sound(text):
			r.report.Prose[p.Section] = r.paragraphs(text.Text)
		}
	}
}

// below notes what stands on the way to the sections and leads to none. Where tables stand beside each other, another one is
// one that nobody knows, and refused.
func (r *reader) below(n *jsontree.Node, prefix string, paths []string) {
	if n == nil || n.Kind != '{' {
		return
	}
	container := prefix != "" && !slices.ContainsFunc(paths, func(p string) bool {
		rest, ok := strings.CutPrefix(p, prefix)
		return ok && !strings.Contains(rest, ".")
	})
	for i, key := range n.Keys {
		if !r.meter.Step(1) {
			return
		}
		if slices.Contains(n.Keys[:i], key) {
			r.fail("json-duplicate-key", n.Items[i], "key", key)
		}
		inner, path := n.Items[i], prefix+key
		switch {
		case slices.Contains(paths, path) || inner.Kind == 'n':
		case slices.ContainsFunc(paths, func(p string) bool { return strings.HasPrefix(p, path+".") }):
			r.below(inner, path+".", paths)
		case container && inner.Kind != '"':
			r.fail("json-names-unknown", inner)
		case prefix != "" && len(r.beside) < 1000: // beside the sections themselves the caller looks
			r.beside = append(r.beside, inner.Pointer())
		}
	}
}
