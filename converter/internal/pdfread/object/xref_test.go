package object_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/pdfread/object"
)

func itoa(n int) string { return strconv.Itoa(n) }

// TestUpdates: the newest version of an object counts, and what was deleted stays so.
func TestUpdates(t *testing.T) {
	f := newFile().object(1, catalog).object(2, "(old)").object(3, "(kept)").object(4, "(deleted)").table("")
	f.object(2, "(new)").WriteString("")
	at := f.Len()
	fmt.Fprintf(f, "xref\n0 1\n0000000000 65535 f \n4 1\n0000000000 00001 f \n5 1\n0000000000 00000 n \n2 1\n%010d 00000 n \n", f.at[2])
	f.end(at, "")
	for _, data := range [][]byte{f.Bytes(), append([]byte("mail\n"), f.Bytes()...)} { // offsets count from the header
		file := open(t, data)
		if got := file.Text(object.Ref(2)) + file.Text(object.Ref(3)) + file.Text(object.Ref(4)) + file.Text(object.Ref(5)); got != "newkept" || file.Err() != nil {
			t.Errorf("%q, %v", got, file.Err())
		}
	}
}

// rows makes the rows of a cross-reference stream of widths 1, 4, 1.
func rows(fields ...[3]int) []byte {
	var out []byte
	for _, r := range fields {
		out = append(binary.BigEndian.AppendUint32(append(out, byte(r[0])), uint32(r[1])), byte(r[2]))
	}
	return out
}

// packedFile is a file with objects 2 to 4 in an object stream, 5, and a cross-reference stream, 6.
func packedFile(entries, number string) []byte {
	f := newFile().object(1, catalog)
	body := "(a) [3 0 R] /N"
	head := "2 0 3 4 " + number + " 12 "
	f.object(5, stream("/Type/ObjStm/N 3/First "+itoa(len(head))+"/Filter/FlateDecode", deflated([]byte(head+body))))
	at := f.Len()
	f.object(6, stream("/Type/XRef/Root 1 0 R/W[1 4 1]"+entries, rows([3]int{1, f.at[1]}, [3]int{2, 5, 0}, [3]int{2, 5, 1}, [3]int{2, 5, 2}, [3]int{1, f.at[5]}, [3]int{7, 1, 1})))
	fmt.Fprintf(f, "startxref\n%d\n%%%%EOF\n", at)
	return f.Bytes()
}

func TestObjectStreams(t *testing.T) {
	f := open(t, packedFile("/Size 7/Index[1 6]", "4"))
	if f.Text(object.Ref(2)) != "a" || len(f.Array(object.Ref(3))) != 1 || f.Name(object.Ref(4)) != "N" || f.Resolve(object.Ref(6)) != nil || f.Err() != nil {
		t.Errorf("%v %v %v %v", f.Resolve(object.Ref(2)), f.Resolve(object.Ref(3)), f.Resolve(object.Ref(4)), f.Err())
	}
	// An object that is not where the directory says makes the file broken, not the object null.
	for _, data := range [][]byte{packedFile("/Size 7/Index[1 6]", "9"), bytes.Replace(packedFile("/Size 7/Index[1 6]", "4"), []byte("ObjStm"), []byte("Others"), 1)} {
		f = open(t, data)
		if f.Resolve(object.Ref(4)) != nil || !errors.Is(f.Err(), object.ErrBroken) {
			t.Error(f.Err())
		}
	}
}

// TestHybrid: in a hybrid file the stream says where the objects are that the table calls free.
func TestHybrid(t *testing.T) {
	f := newFile().object(1, catalog).object(2, "(table)").object(3, "(stream)")
	hidden := f.Len()
	f.object(9, stream("/Type/XRef/W[1 4 1]/Size 4/Index[2 2]", rows([3]int{1, 0}, [3]int{1, f.at[3]})))
	at := f.Len()
	fmt.Fprintf(f, "xref\n0 4\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n0000000000 00000 f \n", f.at[1], f.at[2])
	f.end(at, "/XRefStm "+itoa(hidden))
	file := open(t, f.Bytes())
	if got := file.Text(object.Ref(2)) + file.Text(object.Ref(3)); got != "tablestream" {
		t.Errorf("%q, %v", got, file.Err())
	}
}

// TestBrokenDirectories: each is refused when it is opened, and mended where the objects are there.
func TestBrokenDirectories(t *testing.T) {
	sound := string(simple("(a)"))
	replaced := func(old, new string) string {
		if !strings.Contains(sound, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(sound, old, new, 1)
	}
	for name, c := range map[string]struct {
		data   string
		mended bool
	}{
		"empty": {"", false}, "header only": {"%PDF-1.7\n", false},
		"cut": {sound[:strings.Index(sound, "xref")], true}, "no startxref": {replaced("startxref", "startxxxx"), true},
		"startxref into nowhere": {sound[:strings.Index(sound, "startxref")] + "startxref\n99999\n", true}, "startxref to an object": {sound[:strings.Index(sound, "startxref")] + "startxref\n9\n", true},
		"a circle": {replaced("/Size", "/Prev "+itoa(strings.Index(sound, "xref"))+"/Size"), true}, "Prev outside": {replaced("/Size", "/Prev 99999/Size"), true}, "Prev of another kind": {replaced("/Size", "/Prev/X/Size"), true},
		"a wrong row": {replaced(" n ", " x "), true}, "no Root": {replaced("/Root 1 0 R", ""), true}, "Root is no catalog": {replaced("/Root 1 0 R", "/Root 2 0 R"), false},
		"no trailer": {replaced("trailer", "tralier"), true}, "a moved object": {replaced("1 0 obj", "\n1 0 obj "), true}, "a count that lies": {replaced("\n2 1\n", "\n2 99999999\n"), true},
		"widths": {string(packedFile("/Size 7/W[1 9 1]", "4")), true}, "a width beyond counting": {string(packedFile("/Size 7/W[1 9223372036854775807 1]", "4")), true}, "two widths": {string(packedFile("/Size 7/W[1 4]", "4")), true}, "too few rows": {string(packedFile("/Size 7/Index[1 99999999]", "4")), true},
		"odd Index": {string(packedFile("/Size 7/Index[1]", "4")), true}, "Index of names": {string(packedFile("/Size 7/Index[/A 1]", "4")), true}, "another type": {string(packedFile("/Size 7/Type/X", "4")), true},
	} {
		if f, err := object.Open(meter(t), []byte(c.data)); f != nil && err == nil || !errors.Is(err, object.ErrBroken) {
			t.Errorf("%s: opened, %v", name, err)
		}
		f, err := object.Repair(meter(t), []byte(c.data))
		if mended := err == nil && f.Text(object.Ref(2)) == "a"; mended != c.mended {
			t.Errorf("%s: mended %v, %v", name, mended, err)
		}
	}
}

// TestCircles: what needs itself is broken; none of it ends the program.
func TestCircles(t *testing.T) {
	for name, f := range map[string]*file{
		"a length that is its own stream": newFile().object(2, "<</Length 2 0 R>>stream\na\nendstream"),
		"references to each other":        newFile().object(2, "3 0 R").object(3, "2 0 R"),
		"filters that are their stream":   newFile().object(2, "<</Filter 2 0 R/Length 1>>stream\na\nendstream"),
	} {
		file := open(t, f.object(1, catalog).table("").Bytes())
		if got := file.Decode(file.Stream(object.Ref(2))); got != nil || !errors.Is(file.Err(), object.ErrBroken) && !errors.Is(file.Err(), object.ErrFilter) {
			t.Errorf("%s: %q, %v", name, got, file.Err())
		}
	}
	// An object stream in another one.
	f := newFile().object(1, catalog)
	at := f.Len()
	f.object(6, stream("/Type/XRef/Root 1 0 R/W[1 4 1]/Size 7/Index[1 5]", rows([3]int{1, f.at[1]}, [3]int{2, 3, 0}, [3]int{2, 4, 0}, [3]int{2, 3, 0}, [3]int{0})))
	fmt.Fprintf(f, "startxref\n%d\n", at)
	file := open(t, f.Bytes())
	if file.Resolve(object.Ref(2)) != nil || !errors.Is(file.Err(), object.ErrBroken) {
		t.Error(file.Err())
	}
}

// TestRepair: of two objects with one number the later counts; what lies in a stream is no object; object streams are
// unpacked.
func TestRepair(t *testing.T) {
	inside := "junk 2 0 obj (inside) endobj"
	f := newFile().object(1, catalog).object(2, "(old)").object(2, "(new)").object(3, stream("", []byte(inside)))
	file, err := object.Repair(meter(t), f.Bytes())
	if err != nil || file.Text(object.Ref(2)) != "new" || string(file.Decode(file.Stream(object.Ref(3)))) != inside {
		t.Errorf("%v %v", err, file)
	}
	// A length that stands elsewhere, and has another value later on; in the file and in an object stream.
	lengths := newFile().object(1, catalog).object(5, "1").object(2, "<</Length 5 0 R>>stream\nab\nendstream").object(5, "2")
	for _, length := range []string{"1", "2"} {
		lengths.object(6, stream("/Type/ObjStm/N 1/First 4", []byte("7 0 "+length))).object(8, "<</Length 7 0 R>>stream\nab\nendstream")
	}
	if file, err = object.Repair(meter(t), lengths.Bytes()); err != nil || file.Resolve(object.Ref(5)) != object.Integer(2) || file.Resolve(object.Ref(7)) != object.Integer(2) {
		t.Errorf("%v %v", err, file)
	}
	packed := packedFile("/Size 7/Index[1 6]", "4")
	if file, err = object.Repair(meter(t), packed); err != nil || file.Text(object.Ref(2)) != "a" || file.Name(object.Ref(4)) != "N" {
		t.Errorf("%v", err)
	}
	// A catalog that stands in an object stream, and nothing else that leads to it.
	head := "7 0 "
	alone := newFile().object(5, stream("/Type/ObjStm/N 1/First 4", []byte(head+"<</Type/Catalog/A 1>>")))
	if file, err = object.Repair(meter(t), alone.Bytes()); err != nil || file.Catalog()["A"] != object.Integer(1) {
		t.Errorf("%v", err)
	}
}

// TestEncrypted is said by name, also of a file that was mended.
func TestEncrypted(t *testing.T) {
	data := newFile().object(1, catalog).object(2, "<<>>").table("/Encrypt 2 0 R").Bytes()
	for _, how := range []string{"open", "repair"} {
		_, err := object.Open(meter(t), data)
		if how == "repair" {
			_, err = object.Repair(meter(t), data)
		}
		if !errors.Is(err, object.ErrEncrypted) {
			t.Errorf("%s: %v", how, err)
		}
	}
	// Where nothing but attachments is encrypted, the rest can be read.
	for ciphers, closed := range map[string]bool{"/EFF/S": false, "/StmF/Identity/StrF/Identity": false, "/StmF/S/StrF/Identity": true, "/StmF/Identity/StrF/S": true} {
		data := newFile().object(1, catalog).object(2, "<</Filter/Standard/V 5/R 6/CF<</S<</CFM/AESV3>>>>"+ciphers+">>").table("/Encrypt 2 0 R").Bytes()
		if _, err := object.Open(meter(t), data); errors.Is(err, object.ErrEncrypted) != closed || err != nil && !closed {
			t.Errorf("%s: %v", ciphers, err)
		}
	}
}
