package webpage

import "golang.org/x/net/html/atom"

// class is what an element means to the builder.
type class uint8

const (
	inline   class = iota // also every unknown element: transparent
	block                 // starts and ends a paragraph
	void                  // has no content, or none that matters, and no end tag
	ignored               // its tags mean nothing here; its content stays (html, body, form)
	skipped               // content is no text of the page
	rawSkip               // content comes as one text token that is no text of the page
	tableish              // a part of a table
	breaking              // br
)

// classOf sorts the elements of the HTML standard.
func classOf(a atom.Atom) class {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Legend, atom.Li, atom.Listing, atom.Main, atom.Menu,
		atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Ul, atom.Xmp:
		return block
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption:
		return tableish
	case atom.Br:
		return breaking
	case atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Col, atom.Colgroup, atom.Embed, atom.Frame, atom.Hr,
		atom.Img, atom.Image, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return void
	case atom.Html, atom.Head, atom.Body, atom.Form, atom.Frameset:
		return ignored
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea, atom.Title:
		return rawSkip
	case atom.Template, atom.Select, atom.Button, atom.Datalist, atom.Svg, atom.Math, atom.Canvas, atom.Video, atom.Audio,
		atom.Rt, atom.Rp, atom.Progress, atom.Meter, atom.Option, atom.Optgroup:
		return skipped
	}
	return inline
}

// scopes reports whether an element ends the search for an open element to close: what is opened outside a cell is not
// closed inside it.
func (b *box) scopes() bool {
	switch b.kind {
	case table, rowGroup, row, cell, caption, stray:
		return true
	}
	return false
}

// heading returns 1 to 6 for h1 to h6, else 0.
func heading(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// container reports whether a block element gets a box of its own. A paragraph or heading needs none.
func container(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		return false
	}
	return true
}

// closesParagraph reports whether the element's start tag ends an open p: every block does but list items inside it.
func preformatted(a atom.Atom) bool {
	return a == atom.Pre || a == atom.Listing || a == atom.Xmp || a == atom.Plaintext
}
