package ofd_test

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what an element of GB/T 33190 may hold: what of the schemas of annex A concerns the elements that are written
// here. Children come in the order given; attributes not named are not allowed. The schemas themselves have no licence, so
// they judge outside of this repository.
type rule struct {
	children string            // a pattern of "name," for each child
	required map[string]string // patterns of values
	optional map[string]string
}

const (
	isID      = `[1-9]\d*`
	isNumber  = `-?\d+(\.\d+)?`
	isBox     = isNumber + ` ` + isNumber + ` ` + positive + ` ` + positive
	positive  = `\d+(\.\d+)?`
	isPath    = `[A-Za-z0-9_./-]+`
	isArray   = isNumber + `( ` + isNumber + `)*`
	anything  = `(?s).*`
	isDate    = `\d{4}-\d\d-\d\d`
	isTime    = isDate + `T\d\d:\d\d:\d\d[+-]\d\d:\d\d`
	isIndices = `\d+( \d+)*`
)

var schema = map[string]rule{
	"OFD":          {children: `DocBody,`, required: map[string]string{"Version": `1\.0`, "DocType": `OFD`}},
	"DocBody":      {children: `DocInfo,DocRoot,`},
	"DocInfo":      {children: `DocID,(Title,)?(Author,)?(Subject,)?(CreationDate,)?(ModDate,)?Creator,`},
	"Document":     {children: `CommonData,Pages,(Outlines,VPreferences,)?(CustomTags,)?(Attachments,)?`},
	"CommonData":   {children: `MaxUnitID,PageArea,PublicRes,`},
	"PageArea":     {children: `PhysicalBox,`},
	"Pages":        {children: `(Page,)+`},
	"Outlines":     {children: `(OutlineElem,)+`},
	"OutlineElem":  {children: `Actions,(OutlineElem,)*`, required: map[string]string{"Title": anything}},
	"Actions":      {children: `Action,`},
	"Action":       {children: `Goto,`, required: map[string]string{"Event": `CLICK`}},
	"Goto":         {children: `Dest,`},
	"Dest":         {required: map[string]string{"Type": `XYZ`, "PageID": isID}, optional: map[string]string{"Left": isNumber, "Top": isNumber}},
	"VPreferences": {children: `PageMode,`},
	"Res":          {children: `(Fonts,)?`, required: map[string]string{"BaseLoc": isPath}},
	"Fonts":        {children: `(Font,)+`},
	"Font": {children: `FontFile,`, required: map[string]string{"ID": isID, "FontName": anything},
		optional: map[string]string{"FamilyName": anything, "Charset": `unicode`, "Italic": `true`, "Bold": `true`, "FixedWidth": `true`}},
	"Content": {children: `(Layer,)+`},
	"Layer":   {children: `((TextObject|PathObject),)*`, required: map[string]string{"ID": isID}, optional: map[string]string{"Type": `Body`}},
	"TextObject": {children: `(FillColor,)?CGTransform,TextCode,`, required: map[string]string{"ID": isID, "Boundary": isBox, "Font": isID, "Size": positive},
		optional: map[string]string{"HScale": positive}},
	"CGTransform": {children: `Glyphs,`, required: map[string]string{"CodePosition": `\d+`}, optional: map[string]string{"CodeCount": isID, "GlyphCount": isID}},
	"TextCode":    {optional: map[string]string{"X": isNumber, "Y": isNumber, "DeltaX": isArray}},
	"PathObject": {children: `FillColor,AbbreviatedData,`, required: map[string]string{"ID": isID, "Boundary": isBox},
		optional: map[string]string{"Stroke": `false`, "Fill": `true`}},
	"FillColor": {required: map[string]string{"Value": `[0-9]{1,3} [0-9]{1,3} [0-9]{1,3}`}},
	"CustomTag": {children: `FileLoc,`, required: map[string]string{"NameSpace": anything}},
	"Attachment": {children: `FileLoc,`, required: map[string]string{"ID": `[A-Za-z_]\w*`, "Name": anything},
		optional: map[string]string{"Format": anything, "CreationDate": isTime, "ModDate": isTime, "Size": positive, "Visible": `true`}},
	"ObjectRef": {required: map[string]string{"PageRef": isID}},
}

// texts are the patterns of elements that hold text.
var texts = map[string]string{"DocID": `[0-9a-f]{32}`, "Title": anything, "Author": anything, "Subject": anything, "CreationDate": isDate, "ModDate": isDate,
	"Creator": `nianbao`, "DocRoot": isPath, "MaxUnitID": isID, "PhysicalBox": isBox, "PublicRes": isPath, "PageMode": `UseOutlines`, "CustomTags": isPath,
	"Attachments": isPath, "FontFile": isPath, "Glyphs": isIndices, "TextCode": anything, "FileLoc": isPath, "ObjectRef": isID,
	"AbbreviatedData": `M (` + positive + ` ` + positive + ` (L|C) ?(M )?)+`}

// roots holds the elements that are the root of one part and a mere text in another.
var roots = map[string]rule{
	"Page":        {children: `(Content,)?`},
	"CustomTags":  {children: `(CustomTag,)+`},
	"Attachments": {children: `(Attachment,)+`},
}

const namespace = "http://www.ofdspec.org/2016"

// checkSchema holds a file to the schemas, and to what no schema says: identifiers are unique, the highest is the one
// announced, references lead to something of the right kind, and there is no part that nothing names.
func checkSchema(t testing.TB, c *container) {
	t.Helper()
	c.attachments(t)
	matches := func(pattern, s string) bool { return compiled(pattern).MatchString(s) }
	ids, highest := map[string]string{}, 0
	for name, root := range c.xml {
		if root.space != namespace {
			continue // the structure, whose elements are ours
		}
		root.walk(func(n *node) {
			r, known := schema[n.name]
			pattern, text := texts[n.name]
			if other, ok := roots[n.name]; ok && n == root {
				r, known, text = other, true, false
			}
			if n.name == "Page" && n != root {
				r, known = rule{required: map[string]string{"ID": isID, "BaseLoc": isPath}}, true
			}
			switch {
			case n.space != namespace:
				t.Errorf("%s: %s is in the namespace %q", name, n.name, n.space)
			case !known && !text:
				t.Errorf("%s: there is no element %s", name, n.name)
			case text && !matches(pattern, n.text):
				t.Errorf("%s: %s holds %.80q", name, n.name, n.text)
			case !text && strings.TrimSpace(n.text) != "":
				t.Errorf("%s: text in %s", name, n.name)
			}
			children := ""
			for _, child := range n.children {
				children += child.name + ","
			}
			if !matches(r.children, children) {
				t.Errorf("%s: %s holds %s", name, n.name, children)
			}
			for key, value := range n.attributes {
				pattern, ok := r.required[key]
				if !ok {
					pattern, ok = r.optional[key]
				}
				if !ok || !matches(pattern, value) {
					t.Errorf("%s: %s has %s=%.80q", name, n.name, key, value)
				}
			}
			for key := range r.required {
				if _, ok := n.attributes[key]; !ok {
					t.Errorf("%s: %s has no %s", name, n.name, key)
				}
			}
			if id, err := strconv.Atoi(n.attributes["ID"]); err == nil {
				if other := ids[n.attributes["ID"]]; other != "" {
					t.Errorf("%s and %s have the identifier %d", other, n.name, id)
				}
				ids[n.attributes["ID"]] = n.name
				highest = max(highest, id)
			}
		})
	}
	for _, root := range c.xml {
		root.walk(func(n *node) {
			for key, kind := range map[string]string{"Font": "Font", "PageID": "Page", "PageRef": "Page"} {
				if ref, ok := n.attributes[key]; ok && ids[ref] != kind {
					t.Errorf("%s: %s %s is a %q", n.name, key, ref, ids[ref])
				}
			}
			if n.name == "ObjectRef" && (ids[n.text] != "TextObject" || c.onPage[n.text] != n.attributes["PageRef"]) {
				t.Errorf("an element refers to %s, a %q on page %s", n.text, ids[n.text], c.onPage[n.text])
			}
		})
	}
	if got := c.document.child("CommonData").value("MaxUnitID"); got != strconv.Itoa(highest) {
		t.Errorf("MaxUnitID is %s, the highest identifier %d", got, highest)
	}
	if c.order[0] != "OFD.xml" {
		t.Errorf("the container begins with %s", c.order[0])
	}
	for _, name := range slices.Sorted(maps.Keys(c.parts)) {
		if !c.used[name] {
			t.Errorf("nothing names the part %s", name)
		}
		if strings.Contains(name, "\\") || strings.HasPrefix(name, "/") {
			t.Errorf("a part is named %s", name)
		}
	}
}

var patterns = map[string]*regexp.Regexp{}

func compiled(pattern string) *regexp.Regexp {
	if patterns[pattern] == nil {
		patterns[pattern] = regexp.MustCompile(`^(?:` + pattern + `)$`)
	}
	return patterns[pattern]
}
