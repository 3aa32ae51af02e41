package xmlscan

import (
	"fmt"
	"strings"
	"testing"
)

// wellFormed are parts that must be read as encoding/xml reads them.
var wellFormed = []string{
	`<a/>`,
	"\xef\xbb\xbf<a>\r\n甲\r乙\n</a>\n",
	`<?xml version="1.0" encoding="utf-8" standalone="yes"?><!-- a --><a b='1' c = "2"d="&lt;&gt;&amp;&quot;&apos;"><!-- - --><?p x?></a ><!-- b -->`,
	"<a b='x\r\ny\rz\tw&#13;&#10;'>&#13;\r\n&#x4E2D;&#20013;&#x10FFFF;</a>",
	"<a><![CDATA[<&\r\n]]]]><![CDATA[>]]></a>",
	`<a b=">" c='"' d="'">></a>`,
	`<a b='>'><c d="/"/></a>`,
	`<x:a xmlns:x="u" x:b="1" b="2"><y:c xmlns:y="v" xmlns:x="w" x:d=""><x:e/></y:c><x:f/></x:a>`,
	`<a xmlns="u"><b xmlns=""><c xml:space="preserve"/></b><d e="1"/></a>`,
	`<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="zh"/>`,
	`<甲 乙="丙"/>`,
	`<!DOCTYPE a PUBLIC "b" "c"><a/>`,
	`<!DOCTYPE a SYSTEM "b>c"><a/>`,
	`<?xml version="1.0" encoding="UTF8"?><a/>`,
	`<?xml version="1.0" encoding="UTF-16"?><a/>`,
	`<a>&#x0000000000000000000000000000000041;</a>`,
	`<x:a ` + declared(0, 30, "u") + `><x7:b ` + declared(20, 60, "v") + `><x7:c ` + declared(5, 45, "w") + ` x7:d="1"/><x25:c/><x59:c/></x7:b><x25:b x7:d="2"/></x:a>`,
}

// declared declares the prefixes x, x1 … from one number up to another.
func declared(from, to int, uri string) string {
	var b strings.Builder
	b.WriteString(`xmlns:x="u"`)
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, ` xmlns:x%d="%s%d"`, i, uri, i)
	}
	return b.String()
}

func TestWellFormed(t *testing.T) {
	for _, c := range wellFormed {
		if !compare(t, []byte(c)) {
			_, _, fault := found([]byte(c), unlimited())
			t.Errorf("%q: %+v", c, fault)
		}
	}
}

// malformed are parts that must be refused, with what is wrong.
var malformed = []struct{ data, problem string }{
	{"", "too early"},
	{" \n", "too early"},
	{"<a>", "too early"},
	{"<", "inside a tag"},
	{"<a", "inside a tag"},
	{"<a b='>", "inside a tag"},
	{"<a></a", "inside a tag"},
	{"<a></b>", "does not match"},
	{"<a></a></a>", "does not match"},
	{"<a><b></a></b>", "does not match"},
	{"<x:a xmlns:x='u' xmlns:y='u'></y:a>", "does not match"},
	{"<a/><b/>", "second root"},
	{"x<a/>", "outside of the root"},
	{"<a/>x", "outside of the root"},
	{"<![CDATA[x]]><a/>", "outside of the root"},
	{"<a><![CDATA[</a>", "CDATA section does not end"},
	{"<a><!-- </a>", "does not end"},
	{"<a><!-- -- --></a>", "hyphens"},
	{"<a><!-- ---></a>", "hyphens"},
	{"<a><?p </a>", "does not end"},
	{"<a><??></a>", "without a name"},
	{"<? p?><a/>", "without a name"},
	{"<a>]]></a>", "]]>"},
	{"<a>&b;</a>", "names no character"},
	{"<a>&lt</a>", "does not end"},
	{"<a>&#0;</a>", "names no character"},
	{"<a>&#xD800;</a>", "names no character"},
	{"<a>&#xFFFE;</a>", "names no character"},
	{"<a>&#;</a>", "names no character"},
	{"<a>&#x;</a>", "names no character"},
	{"<a>&#xFFFF;</a>", "names no character"},
	{"<a>&#x100000041;</a>", "names no character"},
	{"<a>&a65;</a>", "names no character"},
	{"<a>&;</a>", "names no character"},
	{"<a>&#x110000;</a>", "names no character"},
	{"<a>\x01</a>", "control character"},
	{"<a>\x00</a>", "control character"},
	{"<a>\xff</a>", "UTF-8"},
	{"<a>\xed\xa0\x80</a>", "UTF-8"},
	{"<a>\uFFFE</a>", "U+FFFE"},
	{"<a>\uFFFF</a>", "U+FFFE"},
	{"<a b='\x01'/>", "control character"},
	{"<a b='\xff'/>", "UTF-8"},
	{"<a b='&c;'/>", "names no character"},
	{"<a b='<'/>", "< in an attribute"},
	{"<a b/>", "a name or an attribute"},
	{"<a b=c/>", "a name or an attribute"},
	{"<a b='1' c/>", "a name or an attribute"},
	{"<a / >", "a name or an attribute"},
	{"<a/ >", "a name or an attribute"},
	{"<a =''/>", "a name or an attribute"},
	{"<a 1=''/>", "a name or an attribute"},
	{"<a <='1'/>", "a name or an attribute"},
	{"<a x:y:z='1'/>", "a name or an attribute"},
	{"<a 1:b='1'/>", "a name or an attribute"},
	{"<a b:='1'/>", "a name or an attribute"},
	{"<1/>", "a name or an attribute"},
	{"<a:b:c/>", "a name or an attribute"},
	{"<1:b/>", "a name or an attribute"},
	{"<a,/>", "a name or an attribute"},
	{"<甲　/>", "a name or an attribute"},
	{"<a\xff/>", "a name or an attribute"},
	{"<·/>", "a name or an attribute"},
	{"< a/>", "without a name"},
	{"<:a/>", "without a name"},
	{"<a:/>", "without a name"},
	{"<>", "without a name"},
	{"<a xmlns:b='&c;'/>", "names no character"},
	{`<?xml version="1.0" encoding="GB18030"?><a/>`, "encoding"},
	{`<?xml version="1.0" encoding=GB18030?><a/>`, "encoding"},
	{"<?xml encoding='ISO-8859-1'?><a/>", "encoding"},
	{`<?xml version="1.1"?><a/>`, "version"},
	{`<?xml 0version="0"?><a/>`, "other things"},
	{`<?xml standalone='version="0"'?><a/>`, "other things"},
	{`<?xml version="1.0" version?><a/>`, "other things"},
	{`<?xml version="1.0" standalone="yes" b?><a/>`, "other things"},
	{"\xff\xfe<\x00a\x00/\x00>", "UTF-16"},
	{"\xff\xfe<\x00a\x00>\x00\x00\xd8<\x00/\x00a\x00>\x00", "UTF-16"},
	{"\xfe\xff\x00<\x00a\x00/\x00>\xd8\x00", "UTF-16"},
	{`<!DOCTYPE a [<!ENTITY b "c">]><a/>`, "document type"},
	{`<!DOCTYPE a []><a/>`, "document type"},
	{`<!DOCTYPE a <b><a/>`, "document type"},
	{`<a><!DOCTYPE a></a>`, "document type"},
	{`<a/><!DOCTYPE a>`, "document type"},
	{`<!ENTITY a "b"><a/>`, "document type"},
	{`<!DOCTYPE a`, "does not end"},
}

func TestMalformed(t *testing.T) {
	for _, c := range malformed {
		if _, _, fault := found([]byte(c.data), unlimited()); fault == nil || !strings.Contains(fault.Problem, c.problem) {
			t.Errorf("%q: %+v, want %s", c.data, fault, c.problem)
		}
	}
}
