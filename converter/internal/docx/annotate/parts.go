package annotate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"nianbao/converter/internal/limit"
)

// Namespaces and types of ISO/IEC 29500, transitional and strict.
const (
	transitionalW = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictW       = "http://purl.oclc.org/ooxml/wordprocessingml/main"

	transitionalRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	strictRelation       = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"

	packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
	commentsType     = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	contentTypesName = "[Content_Types].xml"
)

// parts is the package while it is changed.
type parts struct {
	in      *zip.Reader
	main    string
	strict  bool
	changed map[string][]byte // parts with new content, by the name they have in the package
	added   []string          // those that the package did not have, in order

	comments string // name of the comments part
	existing []byte // its content, nil if the package has none
	firstID  int    // the first number that no comment has
}

// prepare finds the comments part, if there is one, and the first number that is free.
func (p *parts) prepare() error {
	rels, err := p.read(relsName(p.main))
	if err != nil {
		return err
	}
	target, err := commentsTarget(rels)
	if err != nil {
		return err
	}
	folder, _ := path.Split(p.main)
	p.comments = folder + "comments.xml"
	if target != "" {
		p.comments = strings.TrimPrefix(path.Clean("/"+target), "/")
		if !strings.HasPrefix(target, "/") {
			p.comments = strings.TrimPrefix(path.Clean("/"+folder+target), "/")
		}
		if p.existing, err = p.read(p.comments); err != nil {
			return err
		}
	} else {
		for n := 2; p.find(p.comments) != nil; n++ { // a part of that name that nothing refers to
			p.comments = folder + "comments" + strconv.Itoa(n) + ".xml"
		}
	}
	p.firstID, err = freeID(p.existing)
	return err
}

func (p *parts) find(name string) *zip.File {
	for _, f := range p.in.File {
		if sameName(f.Name, name) {
			return f
		}
	}
	return nil
}

// read returns a part, nil if there is none.
func (p *parts) read(name string) ([]byte, error) {
	f := p.find(name)
	if f == nil {
		return nil, nil
	}
	return readAll(f, limit.Default().ZipPart)
}

// set gives a part new content.
func (p *parts) set(name string, data []byte) {
	if f := p.find(name); f != nil {
		p.changed[f.Name] = data
		return
	}
	p.changed[name] = data
	p.added = append(p.added, name)
}

// addComments writes the comments, and makes them known if the package had none.
func (p *parts) addComments(comments string) error {
	if p.existing != nil {
		data, err := insert(p.existing, func(string) string { return comments })
		if err != nil {
			return fmt.Errorf("extending the comments: %w", err)
		}
		p.set(p.comments, data)
		return nil
	}
	space := transitionalW
	relation := transitionalRelation
	if p.strict {
		space, relation = strictW, strictRelation
	}
	p.set(p.comments, []byte(xml.Header+`<w:comments xmlns:w="`+space+`">`+comments+"</w:comments>"))
	rels, err := p.read(relsName(p.main))
	if err != nil {
		return err
	}
	if rels == nil {
		rels = []byte(xml.Header + `<Relationships xmlns="` + packageRelations + `"></Relationships>`)
	}
	id := "rIdNianbao"
	for n := 1; bytes.Contains(rels, []byte(`"`+id+strconv.Itoa(n)+`"`)); n++ {
		id += "x"
	}
	target := strings.TrimPrefix(p.comments, path.Dir(p.main)+"/")
	rels, err = insert(rels, func(prefix string) string {
		return "<" + prefix + `Relationship Id="` + id + `1" Type="` + relation + `" Target="` + target + `"/>`
	})
	if err != nil {
		return fmt.Errorf("adding the relationship: %w", err)
	}
	p.set(relsName(p.main), rels)
	types, err := p.read(contentTypesName)
	if err != nil || types == nil {
		return errors.Join(errors.New("the package has no content types"), err)
	}
	types, err = insert(types, func(prefix string) string {
		return "<" + prefix + `Override PartName="/` + p.comments + `" ContentType="` + commentsType + `"/>`
	})
	if err != nil {
		return fmt.Errorf("adding the content type: %w", err)
	}
	p.set(contentTypesName, types)
	return nil
}

// signed reports whether the package is signed; the signature does not hold once anything is added.
func (p *parts) signed() bool {
	for _, f := range p.in.File {
		if strings.HasPrefix(strings.ToLower(f.Name), "_xmlsignatures/") {
			return true
		}
	}
	return false
}

// write makes the package: entries in their old order, unchanged ones as they stand, new ones at the end.
func (p *parts) write() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(p.in.Comment); err != nil {
		return nil, fmt.Errorf("keeping the comment of the archive: %w", err)
	}
	create := func(name string, data []byte) error {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.date()})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		return nil
	}
	for _, f := range p.in.File {
		var err error
		if data, ok := p.changed[f.Name]; ok {
			err = create(f.Name, data)
		} else {
			err = copyRaw(w, f)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, name := range p.added {
		if err := create(name, p.changed[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("finishing the package: %w", err)
	}
	return out.Bytes(), nil
}

// date is the date of new and changed entries: that of the main part, so that the same input gives the same bytes, or the first day that
// an archive can name. Without one an entry would be of the month 0.
func (p *parts) date() time.Time {
	first := time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)
	if f := p.find(p.main); f != nil && f.Modified.After(first) {
		return f.Modified
	}
	return first
}

// insert puts mark-up before the end tag of the root element; make is given the root's prefix with its colon.
func insert(data []byte, make func(prefix string) string) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		return nil, errors.New("it is not UTF-8")
	}
	depth, prefix, name := 0, "", ""
	for {
		before := d.InputOffset()
		token, err := d.RawToken()
		if err != nil {
			return nil, fmt.Errorf("the part is not sound: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && name == "" {
				name = t.Name.Local
				if t.Name.Space != "" {
					prefix = t.Name.Space + ":"
				}
			}
		case xml.EndElement:
			if depth--; depth > 0 {
				continue
			}
			end := int(d.InputOffset())
			add := make(prefix)
			if int(before) == end { // the root is one tag, <Types/>
				tag := bytes.TrimRight(data[:end], "> \t\r\n")
				tag = bytes.TrimSuffix(tag, []byte("/"))
				return bytes.Join([][]byte{tag, []byte(">" + add + "</" + prefix + name + ">"), data[end:]}, nil), nil
			}
			return bytes.Join([][]byte{data[:before], []byte(add), data[before:]}, nil), nil
		}
	}
}

// commentsTarget returns the target of the relationship to the comments part, "" for none.
func commentsTarget(rels []byte) (string, error) {
	target := ""
	err := elements(rels, func(e xml.StartElement) {
		kind, to := "", ""
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "Type":
				kind = a.Value
			case "Target":
				to = a.Value
			}
		}
		if kind == transitionalRelation || kind == strictRelation {
			target = to
		}
	})
	return target, err
}

// freeID returns a number greater than that of every comment.
func freeID(comments []byte) (int, error) {
	next := 0
	err := elements(comments, func(e xml.StartElement) {
		if e.Name.Local != "comment" {
			return
		}
		for _, a := range e.Attr {
			if n, err := strconv.Atoi(a.Value); a.Name.Local == "id" && err == nil && n >= next && n < 1<<30 {
				next = n + 1
			}
		}
	})
	return next, err
}

// elements calls f for each start tag of a part.
func elements(data []byte, f func(xml.StartElement)) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for len(data) > 0 {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("reading a part: %w", err)
		}
		if e, ok := token.(xml.StartElement); ok {
			f(e)
		}
	}
	return nil
}
