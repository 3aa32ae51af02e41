package pdfread

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdfread/object"
)

func read(t testing.TB, data []byte) ([]byte, diag.List) {
	t.Helper()
	return Attached(limit.NewMeter(t.Context(), limit.Default()), data)
}

func codes(found diag.List) []diag.Code {
	var list []diag.Code
	for _, d := range found {
		list = append(list, d.Code)
	}
	return list
}

// TestAttached: a file of every profile that carries data gives them back, and nothing is said. Of one that carries none nothing is
// said either: its pages are read.
func TestAttached(t *testing.T) {
	for profile, carries := range map[pdf.Profile]bool{pdf.A3aUA1: true, pdf.A4fUA2: true, pdf.Plain: true, pdf.A2b: false, pdf.A1b: false} {
		data, found := read(t, written(t, profile))
		if found != nil || carries && !bytes.Equal(data, pagetest.Data(t)) || !carries && data != nil {
			t.Errorf("profile %d: %d bytes, %v", profile, len(data), found)
		}
	}
}

// TestChanged: whatever changes what the pages show, or the data, and the data are not taken.
func TestChanged(t *testing.T) {
	ours := sample(t)
	for name, change := range map[string]func(u *update){
		"a digit": func(u *update) {
			content := bytes.Clone(u.content(2))
			at := bytes.LastIndex(content, []byte(")]TJ"))
			content[at-1] ^= 1
			u.set(u.page(2), "Contents", u.addStream("", content))
		},
		"a line drawn over": func(u *update) {
			u.set(u.page(0), "Contents", object.Array{u.Dict(u.page(0))["Contents"], u.addStream("", []byte("1 g 0 0 500 500 re f"))})
		},
		"a page without content": func(u *update) { u.set(u.page(1), "Contents", nil) },
		"a page fewer":           func(u *update) { u.set(u.tree(), "Kids", u.Array(u.Dict(u.tree())["Kids"])[1:]) },
		"a page more": func(u *update) {
			u.set(u.tree(), "Kids", append(u.Array(u.Dict(u.tree())["Kids"]), u.add("<</Type/Page>>")))
		},
		"pages in another order": func(u *update) {
			kids := slices.Clone(u.Array(u.Dict(u.tree())["Kids"]))
			slices.Reverse(kids)
			u.set(u.tree(), "Kids", kids)
		},
		"a page turned":    func(u *update) { u.set(u.page(0), "Rotate", object.Integer(90)) },
		"all pages turned": func(u *update) { u.set(u.tree(), "Rotate", object.Integer(180)) },
		"a page cropped":   func(u *update) { u.set(u.page(0), "CropBox", box(0, 100, 595, 842)) },
		"all pages cut":    func(u *update) { u.set(u.tree(), "MediaBox", box(0, 0, 595, 400)) },
		"a page moved":     func(u *update) { u.set(u.page(0), "MediaBox", box(100, 0, 695, 842)) },
		"all pages moved": func(u *update) {
			u.set(u.tree(), "MediaBox", object.Array{object.Integer(-100), object.Integer(0), object.Real(595.3), object.Real(841.9)})
		},
		"a first page of other fonts":    func(u *update) { u.set(u.page(0), "Resources", u.add("<</Font<</F1 "+show(fonts(u)["F2"])+">>>>")) },
		"a smaller page":                 func(u *update) { u.set(u.page(3), "MediaBox", box(0, 0, 595, 400)) },
		"a box of three":                 func(u *update) { u.set(u.tree(), "MediaBox", box(0, 0, 595)) },
		"a page scaled":                  func(u *update) { u.set(u.page(0), "UserUnit", object.Integer(2)) },
		"a font replaced":                func(u *update) { u.set(u.descriptor("F1"), "FontFile2", u.Dict(u.descriptor("F2"))["FontFile2"]) },
		"a font taken out":               func(u *update) { u.set(u.descriptor("F1"), "FontFile2", nil) },
		"fonts swapped":                  swapped,
		"a page with other fonts":        func(u *update) { u.set(u.page(1), "Resources", u.add("<</Font<</F1 "+show(fonts(u)["F2"])+">>>>")) },
		"a simple font":                  func(u *update) { u.set(u.page(1), "Resources", u.add("<</Font<</F9<</Type/Font/Subtype/Type1>>>>>>")) },
		"content in a picture's packing": func(u *update) { u.set(u.page(1), "Contents", u.addStream("/Filter/DCTDecode", []byte("x"))) },
		"other data": func(u *update) {
			u.set(u.Array(u.Catalog()["AF"])[0], "EF", object.Dict{"F": u.addStream("", []byte(`{"format": "2021"}`))})
			u.set(u.root(), "Names", nil)
		},
	} {
		data, found := read(t, updated(t, ours, change))
		if data != nil || !slices.Equal(codes(found), []diag.Code{"pdf-changed"}) {
			t.Errorf("%s: %d bytes, %v", name, len(data), found)
		}
	}
}

func box(sides ...int) object.Array {
	var out object.Array
	for _, n := range sides {
		out = append(out, object.Integer(n))
	}
	return out
}

func fonts(u *update) object.Dict { return u.Dict(u.Dict(u.Dict(u.page(0))["Resources"])["Font"]) }

func swapped(u *update) {
	list := fonts(u)
	u.set(u.Dict(u.page(0))["Resources"], "Font", object.Dict{"F1": list["F2"], "F2": list["F1"], "F3": list["F3"], "F4": list["F4"]})
}

// TestUnchanged: what leaves the pages as they are is no change.
func TestUnchanged(t *testing.T) {
	ours := sample(t)
	for name, change := range map[string]func(u *update){
		"nothing":                func(*update) {},
		"a crop box of all":      func(u *update) { u.set(u.page(0), "CropBox", u.Dict(u.tree())["MediaBox"]) },
		"turned round and round": func(u *update) { u.set(u.page(0), "Rotate", object.Integer(-360)) },
		"a unit of one":          func(u *update) { u.set(u.page(0), "UserUnit", object.Real(1)) },
		"a size on the page": func(u *update) {
			u.set(u.page(0), "MediaBox", object.Array{object.Integer(0), object.Integer(0), object.Real(595.299988), object.Real(841.900024)})
		},
		"content unpacked": func(u *update) { u.set(u.page(0), "Contents", object.Array{u.addStream("", u.content(0))}) },
		"content in two streams": func(u *update) {
			content := u.content(0)
			at := bytes.IndexByte(content, '\n')
			u.set(u.page(0), "Contents", object.Array{u.addStream("", content[:at]), u.addStream("", content[at+1:])})
		},
		"fonts only where in use": func(u *update) { u.set(u.page(2), "Resources", u.add("<</Font<</F1 "+show(fonts(u)["F1"])+">>>>")) },
		"a tree of trees": func(u *update) {
			kids := u.Array(u.Dict(u.tree())["Kids"])
			u.set(u.tree(), "Kids", object.Array{u.add(show(object.Dict{"Type": object.Name("Pages"), "Kids": kids[:2]})), u.add(show(object.Dict{"Kids": kids[2:]}))})
		},
		"the fingerprint as an attribute": func(u *update) {
			u.set(u.root(), "Metadata", u.addStream("", metadata(u, func(s string) string {
				at := strings.Index(s, "<nianbao:pages>")
				sum := s[at+len("<nianbao:pages>"):][:64]
				return `<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:ns1="` + pdf.Namespace + `"><d ns1:pages="` + sum + `"/></x:xmpmeta>`
			})))
		},
		"the data by the name tree alone": func(u *update) { u.set(u.root(), "AF", nil) },
		"the data by AF alone":            func(u *update) { u.set(u.root(), "Names", nil) },
		"names in leaves of a tree": func(u *update) {
			leaf := show(u.Dict(u.Dict(u.Catalog()["Names"])["EmbeddedFiles"]))
			u.set(u.root(), "Names", object.Dict{"EmbeddedFiles": object.Dict{"Kids": object.Array{u.add(leaf)}}})
		},
	} {
		data, found := read(t, updated(t, ours, change))
		if !bytes.Equal(data, pagetest.Data(t)) || found != nil {
			t.Errorf("%s: %d bytes, %v", name, len(data), found)
		}
	}
}

func metadata(u *update, change func(string) string) []byte {
	return []byte(change(string(u.Decode(u.Stream(u.Catalog()["Metadata"])))))
}

// TestAdded: what is put on the pages or beside them is named, and the report is read.
func TestAdded(t *testing.T) {
	ours := sample(t)
	annotate := func(page int, dicts ...string) func(u *update) {
		return func(u *update) {
			var list object.Array
			for _, d := range dicts {
				list = append(list, u.add(d))
			}
			u.set(u.page(page), "Annots", list)
		}
	}
	for name, c := range map[string]struct {
		change  func(u *update)
		code    diag.Code
		message string
	}{
		"a seal": {annotate(1, "<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 9 9]>>"), "pdf-added-signature",
			"PDF 生成之后加了 1 处电子签名或电子印章（第 2 页）；报告按所附数据读取，没有核验签名"},
		"a seal below a field": {annotate(0, "<</Subtype/Widget/Parent<</FT/Sig>>>>", "<</Subtype/Widget/FT/Sig>>"), "pdf-added-signature",
			"PDF 生成之后加了 2 处电子签名或电子印章（第 1 页）；报告按所附数据读取，没有核验签名"},
		"a stamp": {annotate(0, "<</Subtype/Stamp>>", "<</Subtype/Popup>>"), "pdf-added-stamp", "PDF 生成之后盖了 1 处图章（第 1 页）；报告按所附数据读取，请看图章有没有盖住内容"},
		"notes": {annotate(2, "<</Subtype/FreeText>>", "<</Subtype/Widget/FT/Tx>>", "<</Subtype/FreeText>>"), "pdf-added-note",
			"PDF 生成之后加了 3 处批注或其他标记（FreeText, Widget，第 3 页），没有读取；报告按所附数据读取"},
		"another file": {func(u *update) {
			other := u.add("<</Type/Filespec/UF<feff7532>/EF<</F " + show(u.addStream("", []byte("x"))) + ">>>>")
			u.set(u.root(), "AF", append(u.Array(u.Catalog()["AF"]), other, other))
		}, "pdf-added-file", "PDF 里另有 1 个附件（甲），没有读取"},
	} {
		data, found := read(t, updated(t, ours, c.change))
		if !bytes.Equal(data, pagetest.Data(t)) || !slices.Equal(codes(found), []diag.Code{c.code}) || found[0].Severity != diag.Information {
			t.Errorf("%s: %d bytes, %v", name, len(data), found)
		} else if got := found[0].Message(diag.Chinese); got != c.message {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestRefused: files that are no report of ours are called what they are.
func TestRefused(t *testing.T) {
	ours := sample(t)
	for name, c := range map[string]struct {
		data []byte
		code diag.Code
	}{
		"header only": {[]byte("%PDF-1.7\n"), "pdf-broken"}, "cut off": {ours[:len(ours)/2], "pdf-broken"}, "nothing": {nil, "pdf-header"}, "a text": {[]byte("一、总体情况"), "pdf-header"},
		"two reports":                 {updated(t, ours, twice), "input-pdf-several"},
		"a portfolio":                 {updated(t, ours, func(u *update) { u.set(u.root(), "Collection", object.Dict{"Type": object.Name("Collection")}) }), "input-pdf-several"},
		"no metadata":                 {updated(t, ours, func(u *update) { u.set(u.root(), "Metadata", nil) }), "pdf-unproven"},
		"metadata of another program": {updated(t, ours, func(u *update) { u.set(u.root(), "Metadata", u.addStream("", []byte("<x/>"))) }), "pdf-unproven"},
		"metadata without end": {updated(t, ours, func(u *update) {
			u.set(u.root(), "Metadata", u.addStream("", metadata(u, func(s string) string { return strings.Repeat(" ", 1<<20) + s })))
		}), "pdf-unproven"},
		"the property of another namespace": {updated(t, ours, func(u *update) {
			u.set(u.root(), "Metadata", u.addStream("", metadata(u, func(s string) string { return strings.ReplaceAll(s, pdf.Namespace, "urn:x") })))
		}), "pdf-unproven"},
		"encrypted":         {bytes.Replace(updated(t, ours, func(*update) {}), []byte("/Size 9999"), []byte("/Encrypt 1 0 R/Size 9999"), 1), "input-pdf-encrypted"},
		"pages in a circle": {updated(t, ours, func(u *update) { u.set(u.tree(), "Kids", object.Array{u.tree()}) }), "pdf-broken"},
		"a page twice":      {updated(t, ours, func(u *update) { u.set(u.tree(), "Kids", object.Array{u.page(0), u.page(0)}) }), "pdf-broken"},
		"too many pages":    {updated(t, ours, func(u *update) { u.set(u.tree(), "Kids", slices.Repeat(object.Array{object.Dict{}}, 1001)) }), "pdf-limit"},
		"names without end": {updated(t, ours, func(u *update) {
			for i := 6000; i < 6020; i++ { // each leads to the next ten times
				u.new[i] = "[" + strings.Repeat("<</Kids "+show(object.Ref(i+1))+">>", 10) + "]"
			}
			u.set(u.root(), "Names", object.Dict{"EmbeddedFiles": object.Dict{"Kids": object.Ref(6000)}})
		}), "pdf-limit"},
		"a tree without end": {updated(t, ours, func(u *update) {
			u.set(u.tree(), "Kids", object.Array{u.add("<</Kids " + shared(u) + ">>"), u.add("<</Kids " + shared(u) + ">>")})
		}), "pdf-limit"},
	} {
		data, found := read(t, c.data)
		if data != nil || !slices.Equal(codes(found), []diag.Code{c.code}) || found[0].Severity != diag.Error {
			t.Errorf("%s: %d bytes, %v", name, len(data), found)
		}
	}
}

// TestCarriesNone: where the data were taken out or renamed, the file has none, and nothing is said against its pages.
func TestCarriesNone(t *testing.T) {
	ours := sample(t)
	for name, data := range map[string][]byte{
		"no data":                   updated(t, ours, func(u *update) { u.set(u.root(), "AF", nil); u.set(u.root(), "Names", nil) }),
		"data under another name":   updated(t, ours, func(u *update) { renamed(u, "REPORT.JSON") }),
		"data that stand elsewhere": updated(t, ours, func(u *update) { u.set(u.Array(u.Catalog()["AF"])[0], "EF", nil) }),
	} {
		if data, found := read(t, data); data != nil || found != nil {
			t.Errorf("%s: %d bytes, %v", name, len(data), found)
		}
	}
}

func renamed(u *update, name object.String) {
	specification := u.Array(u.Catalog()["AF"])[0]
	u.set(specification, "UF", name)
}

// twice attaches the report's data a second time.
func twice(u *update) {
	second := u.add("<</UF(report.json)/EF<</UF " + show(u.addStream("", []byte("{}"))) + ">>>>")
	u.set(u.root(), "AF", append(u.Array(u.Catalog()["AF"]), second))
}

// shared is an array of 600 pages, the same one each time.
func shared(u *update) string { return show(u.add("[" + strings.Repeat("<<>>", 600) + "]")) }

// TestCancelled: a context that has ended ends the reading, and the message says so.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data, found := Attached(limit.NewMeter(ctx, limit.Default()), sample(t))
	if data != nil || !slices.Equal(codes(found), []diag.Code{"time-limit"}) {
		t.Errorf("%d bytes, %v", len(data), found)
	}
}

// TestRepaired: a file whose directory was lost on the way is read all the same; what proves it is the fingerprint.
func TestRepaired(t *testing.T) {
	ours := sample(t)
	for name, data := range map[string][]byte{
		"no startxref": bytes.Replace(ours, []byte("startxref"), []byte("startxxxx"), 1), "the end is cut": ours[:bytes.LastIndex(ours, []byte("startxref"))],
		"shifted": bytes.Replace(ours, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n\n\n\n"), 1), "mail in front": append([]byte("From: a\n\n"), ours...), "junk behind": append(bytes.Clone(ours), "junk"...),
	} {
		if got, found := read(t, data); !bytes.Equal(got, pagetest.Data(t)) || found != nil {
			t.Errorf("%s: %d bytes, %v", name, len(got), found)
		}
	}
}

// TestEmptyData: an attachment without a byte is data all the same, so that its reader says what is wrong with it; nothing that
// fails is without a reason.
func TestEmptyData(t *testing.T) {
	data, found := Attached(limit.NewMeter(t.Context(), limit.Default()), tinyFile(t, nil))
	if data == nil || len(data) > 0 || len(found) > 0 {
		t.Errorf("%q, %v", data, found)
	}
}
