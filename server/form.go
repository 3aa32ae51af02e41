package server

import (
	"errors"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// mostFields bounds the parts of a form, fieldBytes what a field that is no file may hold, dataBytes a style,
// the values of an official document, and a review.
const (
	mostFields = 120
	fieldBytes = 1000
	dataBytes  = 1 << 20
)

// dataFiles are the fields with files of data, written by hand or by the page, and not reports.
var dataFiles = [...]string{"style", "shell", "review", "rules"}

// errFields is a form with too many fields.
var errFields = errors.New("too many fields")

// readForm takes a multipart form apart; nothing is put on disk. left tells how many bytes can still come, -1 where that
// is not known.
func (u *upload) readForm(form *multipart.Reader, e endpoint, in *intake, limit int64, left func() int64) error {
	for range mostFields {
		part, err := form.NextPart()
		if err == io.EOF { // the bare value is the end of the form; a wrapped one is a form that was cut
			return nil
		}
		if err != nil {
			return err
		}
		name := part.FormName()
		if !slices.Contains(e.files, name) {
			value, err := io.ReadAll(io.LimitReader(part, fieldBytes+1))
			if err != nil {
				return err
			}
			u.field(e, name, value)
			continue
		}
		most := limit
		if slices.Contains(dataFiles[:], name) {
			most = dataBytes
		}
		data, err := in.all(&bounded{from: part, limit: most, left: most}, left())
		if err != nil {
			return err
		}
		file, _ := partName(part)
		u.file(e, name, converter.Input{Name: file, Data: data})
	}
	return errFields
}

// field takes a field that is no file.
func (u *upload) field(e endpoint, name string, value []byte) {
	_, given := u.parameters[name]
	switch {
	case !e.takes(name):
		u.problems = append(u.problems, diag.New("http-part-unknown", diag.Place{}, "name", readable(name),
			"known", strings.Join(slices.Concat(e.files, e.parameters), ", ")))
	case given && slices.Contains(e.several, name):
		u.parameters[name] += "\n" + readable(string(value))
	case given: // in the address or in the form
		u.problems = append(u.problems, diag.New("http-parameter-repeated", diag.Place{}, "name", name))
	case len(value) > fieldBytes:
		u.bad(name, string(value[:20])+"…", "")
	case len(value) == 0: // a browser's form sends the fields that nobody filled in
	default:
		u.parameters[name] = readable(string(value))
	}
}

// file takes a field that holds a file. A form in which none was chosen sends an empty one without a name.
func (u *upload) file(e endpoint, name string, in converter.Input) {
	if len(in.Data) == 0 && in.Name == "" {
		return
	}
	if len(u.files[name]) > 0 && !slices.Contains(e.several, name) {
		u.problems = append(u.problems, diag.New("http-part-repeated", diag.Place{}, "name", name))
		return
	}
	u.files[name] = append(u.files[name], in)
}

// settle makes the field text a file.
func (u *upload) settle() {
	text := u.files["text"]
	delete(u.files, "text")
	switch {
	case len(text) > 0 && len(u.files["file"]) > 0:
		u.problems = append(u.problems, diag.New("http-two-sources", diag.Place{}))
	case len(text) > 0:
		text[0].Name = ""
		u.files["file"] = text
	case len(u.files["file"]) == 0:
		u.problems = append(u.problems, diag.New("http-no-file", diag.Place{}))
	}
}

// urlencoded reads a body of type application/x-www-form-urlencoded as a form, if its first field is one that the
// address knows. Anything else of that type is the file itself: `curl --data-binary` says so of whatever it sends, and a
// report does not begin with the name of a field and an equals sign.
func (u *upload) urlencoded(e endpoint, body []byte, in *intake) (isForm bool, err error) {
	first, _, ok := strings.Cut(string(body[:min(len(body), 64)]), "=")
	if !ok || !slices.Contains(e.files, first) && !e.takes(first) {
		return false, nil
	}
	// The text of the body, the values in it and the files made of them are held beside it for a moment.
	if !in.charge.grow(in.held + 3*int64(len(body))) {
		return true, errMemory
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		u.problems = append(u.problems, diag.New("http-form", diag.Place{}, "problem", err))
		return true, nil
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			if slices.Contains(e.files, name) {
				u.file(e, name, converter.Input{Data: []byte(value)})
			} else {
				u.field(e, name, []byte(value))
			}
		}
	}
	return true, nil
}

// tooLarge returns the limit that was passed.
func tooLarge(err error) (limit int64, ok bool) {
	e, ok := errors.AsType[*http.MaxBytesError](err)
	if !ok {
		return 0, false
	}
	return e.Limit, true
}
