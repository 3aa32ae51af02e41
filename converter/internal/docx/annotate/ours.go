package annotate

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/limit"
)

// ourInitials stand in every comment that this package writes, whoever signs it: by them the next run knows its own. Word keeps them.
const ourInitials = "年报"

// withoutOurs returns the file without the comments of an earlier run. data is nil, and the list holds an error, where the file is refused.
// A comment that somebody answered is kept: the answer would go with it.
func withoutOurs(ctx context.Context, data []byte, limits limit.Limits) ([]byte, diag.List) {
	doc, located, list := read.Locate(ctx, data, limits)
	if doc == nil {
		return nil, list
	}
	if located.XML == nil {
		return data, nil // refused by the caller
	}
	out, err := strip(data, located)
	if err != nil {
		return nil, diag.List{diag.New("annotate-package", diag.Place{}, "problem", err)}
	}
	return out, nil
}

func strip(data []byte, located *read.Located) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("opening the package: %w", err)
	}
	p := &parts{in: in, main: located.Part, strict: strict(located.XML), changed: map[string][]byte{}}
	if err := p.prepare(); err != nil {
		return nil, err
	}
	rejected, err := reject(located.XML)
	if err != nil {
		return nil, err
	}
	if rejected != nil {
		p.set(p.main, rejected)
	}
	if p.existing == nil {
		return data, nil // our changes never stand without a comment
	}
	answered, err := p.answered()
	if err != nil {
		return nil, err
	}
	ids, paragraphs, err := oursIn(p.existing, answered)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		if rejected == nil {
			return data, nil
		}
		return p.write()
	}
	isOurs := func(names ...string) func(xml.StartElement) bool {
		return func(e xml.StartElement) bool { return slices.Contains(names, e.Name.Local) && ids[value(e, "id")] }
	}
	if err := p.drop(p.comments, isOurs("comment"), nil); err != nil {
		return nil, err
	}
	if err := p.drop(p.main, isOurs("commentRangeStart", "commentRangeEnd"), isOurs("commentReference")); err != nil {
		return nil, err
	}
	folder := path.Dir(p.comments)
	for _, name := range []string{"commentsExtended.xml", "commentsIds.xml"} { // Word's own notes on threads
		if p.find(path.Join(folder, name)) == nil {
			continue
		}
		if err := p.drop(path.Join(folder, name), func(e xml.StartElement) bool { return paragraphs[value(e, "paraId")] }, nil); err != nil {
			return nil, err
		}
	}
	return p.write()
}

// answered returns the paragraphs (w14:paraId) of comments that somebody answered.
func (p *parts) answered() (map[string]bool, error) {
	ids := map[string]bool{}
	data, err := p.read(path.Join(path.Dir(p.comments), "commentsExtended.xml"))
	if err != nil {
		return nil, err
	}
	err = elements(data, func(e xml.StartElement) {
		if parent := value(e, "paraIdParent"); parent != "" {
			ids[parent] = true
		}
	})
	return ids, err
}

// oursIn returns the numbers of our comments that nobody answered, and the ids of their paragraphs.
func oursIn(comments []byte, answered map[string]bool) (ids, paragraphs map[string]bool, err error) {
	ids, paragraphs = map[string]bool{}, map[string]bool{}
	id, ours := "", false
	var inside []string
	settle := func() {
		if ours && !slices.ContainsFunc(inside, func(p string) bool { return answered[p] }) {
			ids[id] = true
			for _, p := range inside {
				paragraphs[p] = true
			}
		}
		inside = nil
	}
	err = elements(comments, func(e xml.StartElement) {
		switch e.Name.Local {
		case "comment":
			settle()
			id, ours = value(e, "id"), value(e, "initials") == ourInitials
		case "p":
			if paragraph := value(e, "paraId"); paragraph != "" {
				inside = append(inside, paragraph)
			}
		}
	})
	settle()
	return ids, paragraphs, err
}

func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// drop takes out of a part the elements that whole chooses, and the runs that hold nothing but one that inRun chooses, and properties.
func (p *parts) drop(name string, whole, inRun func(xml.StartElement) bool) error {
	data, changed := p.changed[p.entry(name)]
	if !changed {
		var err error
		if data, err = p.read(name); err != nil {
			return err
		}
	}
	cuts, err := cutsOf(data, whole, inRun)
	if err != nil {
		return fmt.Errorf("taking old comments out of %s: %w", name, err)
	}
	var out bytes.Buffer
	done := 0
	for _, c := range cuts {
		out.Write(data[done:c[0]])
		done = c[1]
	}
	out.Write(data[done:])
	p.set(name, out.Bytes())
	return nil
}

// entry is the name of a part as its package has it.
func (p *parts) entry(name string) string {
	if f := p.find(name); f != nil {
		return f.Name
	}
	return name
}

// reject takes our tracked changes out of the main part: what they would insert goes, and what they would delete stays. It returns nil where
// there are none. A change that the clerk accepted is none any more.
func reject(data []byte) ([]byte, error) {
	mark := []byte(changeAuthor)
	if !bytes.Contains(data, mark) {
		return nil, nil
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	var out bytes.Buffer
	done, inserting, deleting := 0, 0, 0 // depths inside of our changes
	found := false
	for {
		from := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading the main part: %w", err)
		}
		to := int(d.InputOffset())
		flush := func(upTo int) {
			if inserting == 0 {
				out.Write(data[done:upTo])
			}
			done = upTo
		}
		switch t := token.(type) {
		case xml.StartElement:
			ours := value(t, "author") == changeAuthor
			switch {
			case inserting > 0:
				inserting++
			case ours && t.Name.Local == "ins":
				flush(from)
				inserting, found = 1, true
			case deleting > 0:
				deleting++
				if t.Name.Local == "delText" {
					flush(from)
					out.Write(bytes.Replace(data[from:to], []byte("delText"), []byte("t"), 1))
					done = to
				}
			case ours && t.Name.Local == "del":
				flush(from)
				deleting, found, done = 1, true, to
			}
		case xml.EndElement:
			switch {
			case inserting > 0:
				if inserting--; inserting == 0 {
					done = to
				}
			case deleting > 0:
				deleting--
				if deleting == 0 {
					flush(from)
					done = to
				} else if t.Name.Local == "delText" {
					flush(from)
					out.Write(bytes.Replace(data[from:to], []byte("delText"), []byte("t"), 1))
					done = to
				}
			}
		}
	}
	out.Write(data[done:])
	if !found {
		return nil, nil
	}
	return out.Bytes(), nil
}

// openTag is an element that has not ended.
type openTag struct {
	name     string
	from     int
	chosen   bool // to be cut whole
	found    int  // elements in it that inRun chose
	children int  // elements in it, properties apart, and text
	cuts     int  // cuts there were when it began
}

func cutsOf(data []byte, whole, inRun func(xml.StartElement) bool) (cuts [][2]int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var open []openTag
	for {
		from := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return cuts, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading a part: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			tag := openTag{name: t.Name.Local, from: from, chosen: whole(t), cuts: len(cuts)}
			if n := len(open); n > 0 && t.Name.Local != "rPr" {
				open[n-1].children++
				if inRun != nil && inRun(t) {
					open[n-1].found++
					tag.chosen = true
				}
			}
			open = append(open, tag)
		case xml.CharData:
			if n := len(open); n > 0 && strings.TrimSpace(string(t)) != "" {
				open[n-1].children++
			}
		case xml.EndElement:
			if len(open) == 0 {
				return nil, errors.New("the part is not sound")
			}
			tag := open[len(open)-1]
			open = open[:len(open)-1]
			run := tag.name == "r" && tag.found > 0 && tag.found == tag.children
			if tag.chosen || run {
				cuts = append(cuts[:tag.cuts], [2]int{tag.from, int(d.InputOffset())})
			}
		}
	}
}
