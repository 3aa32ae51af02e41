package server

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// mostFields bounds the parts of a form (findings section 14: 100 items at a time), and fieldBytes what a field that is
// no file may hold.
const (
	mostFields = 120
	fieldBytes = 1000
)

// upload is what a request brings: a file and parameters. Parameters in the address go before those of the form, which
// exist so that a plain HTML form works.
type upload struct {
	input      converter.Input
	others     map[string][]converter.Input // reports to compare with, by field: previous, subordinate
	parameters map[string]string
}

// receive reads the body, whole and bounded. On failure it has answered.
func (s *Server) receive(c *gin.Context) (upload, bool) {
	u := upload{parameters: map[string]string{}, others: map[string][]converter.Input{}}
	limit := s.converter.Limits().Input
	if encoding := c.GetHeader("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		c.Header("Accept-Encoding", "identity") // RFC 9110 section 12.5.3
		s.refuse(c, http.StatusUnsupportedMediaType, diag.New("http-encoding", diag.Place{}, "encoding", encoding))
		return u, false
	}
	media, parameters, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	isForm := err == nil && media == "multipart/form-data"
	bodyLimit := limit
	if isForm {
		bodyLimit += 64 << 10 // boundaries, part headers, small fields
	}
	if c.Request.ContentLength > bodyLimit {
		return u, s.failBody(c, &http.MaxBytesError{Limit: limit})
	}
	body := http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit)
	if isForm {
		err = u.readForm(multipart.NewReader(body, parameters["boundary"]), limit)
	} else {
		u.input.Data, err = io.ReadAll(body)
	}
	if err != nil {
		return u, s.failBody(c, err)
	}
	for _, name := range []string{"to", "from", "strict", "diagnostics", "name"} {
		if value, given := c.GetQuery(name); given {
			u.parameters[name] = value
		}
	}
	if u.input.Name == "" {
		u.input.Name = safeName(u.parameters["name"])
	}
	return u, true
}

// errNoFile is a form without file and text.
var errNoFile = errors.New("no file")

// readForm takes the first file, or the text where the file is empty; nothing is put on disk.
func (u *upload) readForm(form *multipart.Reader, limit int64) error {
	var text []byte
	found := false
	for range mostFields {
		part, err := form.NextPart()
		if err == io.EOF { // the bare value is the end of the form; a wrapped one is a form that was cut
			if !found && len(text) > 0 {
				u.input.Data, found = text, true
			}
			if !found {
				return errNoFile
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch name := part.FormName(); name {
		case "file", "text", "previous", "subordinate":
			data, err := io.ReadAll(io.LimitReader(part, limit+1))
			if err != nil {
				return err
			}
			if int64(len(data)) > limit {
				return &http.MaxBytesError{Limit: limit}
			}
			switch {
			case name == "text":
				text = data
			case name != "file":
				if len(data) > 0 || part.FileName() != "" {
					u.others[name] = append(u.others[name], converter.Input{Name: safeName(part.FileName()), Data: data})
				}
			case !found && (part.FileName() != "" || len(data) > 0): // a form without a chosen file sends an empty one
				u.input.Data, u.input.Name, found = data, safeName(part.FileName()), true
			}
		default:
			value, err := io.ReadAll(io.LimitReader(part, fieldBytes))
			if err != nil {
				return err
			}
			u.parameters[name] = string(value)
		}
	}
	return fmt.Errorf("%d fields or more", mostFields)
}

// failBody answers for a body that could not be read and returns false.
func (s *Server) failBody(c *gin.Context, err error) bool {
	tooLarge, ok := errors.AsType[*http.MaxBytesError](err)
	switch {
	case ok:
		limit := min(tooLarge.Limit, s.converter.Limits().Input)
		s.refuse(c, http.StatusRequestEntityTooLarge, diag.New("http-body-limit", diag.Place{}, "limit", limit))
	case errors.Is(err, errNoFile):
		s.refuse(c, http.StatusBadRequest, diag.New("http-no-file", diag.Place{}))
	case strings.HasPrefix(c.GetHeader("Content-Type"), "multipart/"):
		s.refuse(c, http.StatusBadRequest, diag.New("http-multipart", diag.Place{}, "problem", err))
	default:
		s.refuse(c, http.StatusBadRequest, diag.New("http-body", diag.Place{}, "problem", err))
	}
	return false
}

// safeName keeps of a client's file name what can stand in a header and on every file system: no folder, no control
// character, at most 150 bytes (with an extension and a suffix that stays under the 255 bytes a file system allows).
func safeName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/:*?"<>|;%`, r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	const most = 150
	if len(name) > most {
		ext := filepath.Ext(name)
		if len(ext) > 10 {
			ext = ""
		}
		cut := most - len(ext)
		for cut > 0 && name[cut]&0xc0 == 0x80 { // not inside a character
			cut--
		}
		name = name[:cut] + ext
	}
	if name == "." || name == "/" || name == "_" {
		return ""
	}
	return name
}

// flag reads a parameter that is on or off.
func (u upload) flag(name string) (on bool, problem *diag.Diagnostic) {
	value := u.parameters[name]
	if value == "" {
		return false, nil
	}
	on, err := strconv.ParseBool(value)
	if err != nil {
		d := diag.New("http-parameter", diag.Place{}, "name", name, "value", value, "known", "1, 0")
		return false, &d
	}
	return on, nil
}
