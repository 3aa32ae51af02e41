package xmlscan

import "bytes"

// NS is a namespace by the number that the caller gives it.
type NS uint8

// The namespaces that every caller has; others have numbers from [FirstNS] on.
const (
	OtherNS NS = iota // one that the caller does not know, or that nothing declares
	NoNS              // none
	XMLNS             // of the prefix xml
	FirstNS
)

// bindings are the namespace declarations in force.
type bindings struct {
	bound    []binding
	declared int // how often declarations came into force or went out of it
	// index finds the innermost declaration of a prefix where there are so many that a search would take long: a file may declare some on each
	// of its levels.
	index map[string]int
	cache [8]cached // by the shape of the prefix: nearly all names of a part have the same few
}

// binding is a declaration. outer is the one of the same prefix that it hides, -1 for none; only kept with an index.
type binding struct {
	prefix []byte
	ns     NS
	outer  int
}

type cached struct {
	prefix []byte
	ns     NS
	valid  bool
}

// searched is how many declarations are looked through one by one.
const searched = 48

// bind takes the namespace declarations of the start tag, and reports whether they are sound.
func (t *Tokenizer) bind() bool {
	for a := t.Attributes(); a.Next(); {
		switch {
		case string(a.Name) == "xmlns":
			t.declare(nil, a.Value)
		case bytes.HasPrefix(a.Name, []byte("xmlns:")) && string(a.Name) != "xmlns:xml": // that one is fixed
			t.declare(a.Name[6:], a.Value)
		}
	}
	t.cache = [len(t.cache)]cached{}
	t.declared++
	return t.fault == nil
}

func (t *Tokenizer) declare(prefix, value []byte) {
	ns := NoNS
	if uri := t.Unescape(value); len(uri) > 0 {
		ns = t.known(uri)
	}
	t.bound = append(t.bound, binding{prefix: prefix, ns: ns, outer: -1})
	switch n := len(t.bound); {
	case t.index != nil:
		t.enter(n - 1)
	case n > searched:
		t.index = make(map[string]int, 2*searched)
		for i := range t.bound {
			t.enter(i)
		}
	}
}

// enter puts a declaration into the index.
func (b *bindings) enter(i int) {
	d := &b.bound[i]
	if outer, hides := b.index[string(d.prefix)]; hides {
		d.outer = outer
	}
	b.index[string(d.prefix)] = i
}

// unbind forgets all declarations but the first n.
func (b *bindings) unbind(n int) {
	if b.index != nil {
		for i := len(b.bound) - 1; i >= n; i-- {
			if d := &b.bound[i]; d.outer >= 0 {
				b.index[string(d.prefix)] = d.outer
			} else {
				delete(b.index, string(d.prefix))
			}
		}
	}
	b.bound = b.bound[:n]
	b.declared++
	b.cache = [len(b.cache)]cached{}
}

// Lookup returns the namespace of a prefix of an element; nil is the default namespace.
func (b *bindings) Lookup(prefix []byte) NS {
	c := &b.cache[0]
	if n := len(prefix); n > 0 {
		c = &b.cache[(n+int(prefix[0])+int(prefix[n-1])>>1)%len(b.cache)]
	}
	if c.valid && bytes.Equal(prefix, c.prefix) {
		return c.ns
	}
	c.prefix, c.ns, c.valid = prefix, b.find(prefix), true
	return c.ns
}

func (b *bindings) find(prefix []byte) NS {
	if b.index != nil {
		if i, ok := b.index[string(prefix)]; ok {
			return b.bound[i].ns
		}
	} else {
		for i := len(b.bound) - 1; i >= 0; i-- {
			if bytes.Equal(b.bound[i].prefix, prefix) {
				return b.bound[i].ns
			}
		}
	}
	switch string(prefix) {
	case "":
		return NoNS
	case "xml":
		return XMLNS
	}
	return OtherNS
}
