package pdfread

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// update is an incremental update of a file (ISO 32000-1 7.5.6), as programs write that add a seal: whole objects that take
// the place of others, and new ones.
type update struct {
	*object.File
	t    testing.TB
	data []byte
	new  map[int]string
	sets map[int]object.Dict // dictionaries that were changed
	next int
}

func updated(t testing.TB, data []byte, change func(u *update)) []byte {
	t.Helper()
	f, err := object.Open(limit.NewMeter(t.Context(), limit.Default()), data)
	if err != nil {
		t.Fatal(err)
	}
	u := &update{File: f, t: t, data: data, new: map[int]string{}, sets: map[int]object.Dict{}, next: 5000}
	change(u)
	if f.Err() != nil {
		t.Fatal(f.Err())
	}
	return u.write()
}

// write appends the objects, a table of them and a trailer.
func (u *update) write() []byte {
	out := bytes.NewBuffer(bytes.Clone(u.data))
	numbers := slices.Sorted(maps.Keys(u.new))
	var table bytes.Buffer
	for _, n := range numbers {
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n \n", n, out.Len())
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", n, u.new[n])
	}
	before := u.data[bytes.LastIndex(u.data, []byte("startxref"))+len("startxref"):]
	var prev int
	if _, err := fmt.Sscan(string(before), &prev); err != nil {
		u.t.Fatal(err)
	}
	at := out.Len()
	fmt.Fprintf(out, "xref\n0 1\n0000000000 65535 f \n%strailer\n<</Size 9999/Root %s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", table.String(),
		show(u.Trailer()["Root"]), prev, at)
	return out.Bytes()
}

// add writes a new object and returns a reference to it.
func (u *update) add(value string) object.Ref {
	u.next++
	u.new[u.next] = value
	return object.Ref(u.next)
}

func (u *update) addStream(dict string, data []byte) object.Ref {
	return u.add(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data))
}

// set gives an entry of a dictionary that is an object of its own another value; nil takes it away.
func (u *update) set(r object.Object, key object.Name, value object.Object) {
	u.t.Helper()
	ref, ok := r.(object.Ref)
	number := int(ref)
	if u.sets[number] == nil {
		u.sets[number] = maps.Clone(u.Dict(r))
	}
	if !ok || u.sets[number] == nil {
		u.t.Fatalf("%v is no dictionary of its own", r)
	}
	u.sets[number][key] = value
	u.new[number] = show(u.sets[number])
}

func (u *update) root() object.Object { return u.Trailer()["Root"] }

func (u *update) tree() object.Object { return u.Catalog()["Pages"] }

// page returns a reference to a page, the first being 0.
func (u *update) page(i int) object.Object { return u.Array(u.Dict(u.tree())["Kids"])[i] }

func (u *update) content(i int) []byte { return u.Decode(u.Stream(u.Dict(u.page(i))["Contents"])) }

// descriptor returns a reference to a font's descriptor.
func (u *update) descriptor(name object.Name) object.Object {
	font := u.Dict(u.Dict(u.Dict(u.Dict(u.page(0))["Resources"])["Font"])[name])
	return u.Dict(u.Array(font["DescendantFonts"])[0])["FontDescriptor"]
}

// show writes a value.
func show(o object.Object) string {
	switch o := o.(type) {
	case nil:
		return "null"
	case object.Name:
		return "/" + string(o)
	case object.String:
		return fmt.Sprintf("<%x>", string(o))
	case object.Ref:
		return fmt.Sprintf("%d 0 R", int(o))
	case object.Array:
		s := "["
		for _, item := range o {
			s += " " + show(item)
		}
		return s + "]"
	case object.Dict:
		s := "<<"
		for _, key := range slices.Sorted(maps.Keys(o)) {
			s += "/" + string(key) + " " + show(o[key])
		}
		return s + ">>"
	}
	return fmt.Sprint(o)
}
