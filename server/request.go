package server

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// upload is what a request brings: files by the field that they came in, and parameters.
type upload struct {
	files      map[string][]converter.Input // file, style, previous, subordinate
	parameters map[string]string            // of the address and of the form
	problems   diag.List                    // with the request itself
	charge     *charge                      // the memory of it
}

// input is the file of a request that brings one.
func (u *upload) input() converter.Input { return u.files["file"][0] }

// handle makes a handler of what an endpoint does with an upload.
func (s *Server) handle(e endpoint, do func(*gin.Context, *upload)) gin.HandlerFunc {
	return func(c *gin.Context) {
		begun := time.Now()
		u, ok := s.receive(c, e)
		s.metrics.stage("receive", begun)
		if !ok {
			return
		}
		defer u.charge.done()
		if len(u.problems) > 0 {
			s.refuse(c, http.StatusBadRequest, u.problems...)
			return
		}
		do(c, u)
	}
}

// receive reads the body, whole and bounded. What can be refused by the head of the request is refused before the body
// is read, and memory for the body is taken before it is. On failure receive has answered.
func (s *Server) receive(c *gin.Context, e endpoint) (*upload, bool) {
	u := &upload{files: map[string][]converter.Input{}}
	u.parameters, u.problems = e.query(c.Request.URL.RawQuery)
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return nil, false
	}
	zipped, problem := coding(c.Request)
	if problem != nil {
		c.Header("Accept-Encoding", "gzip, identity") // RFC 9110 section 12.5.3
		s.refuse(c, http.StatusUnsupportedMediaType, *problem)
		return nil, false
	}
	media, parameters, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil {
		media = ""
	}
	if strings.HasPrefix(media, "multipart/") && media != "multipart/form-data" {
		s.refuse(c, http.StatusUnsupportedMediaType, diag.New("http-form-type", diag.Place{}, "type", media))
		return nil, false
	}
	limit := s.converter.Limits().Input
	bodyLimit := limit
	if media == "multipart/form-data" {
		bodyLimit += 64 << 10 // boundaries, part headers, small fields
	}
	if c.Request.ContentLength > bodyLimit {
		s.failBody(c, media, &http.MaxBytesError{Limit: limit})
		return nil, false
	}
	if u.charge, err = s.admitBody(c.Request, media, zipped); err != nil {
		s.busy(c, e.path)
		return nil, false
	}
	if err := s.read(c, u, e, media, parameters["boundary"], zipped, limit, bodyLimit); err != nil {
		u.charge.done()
		if errors.Is(err, errMemory) {
			s.busy(c, e.path)
		} else {
			s.failBody(c, media, err)
		}
		return nil, false
	}
	return u, true
}

// admitBody takes the memory for a body before it is read: all of it where its length is known, twice that for a form,
// whose parts are copied out of the stream.
func (s *Server) admitBody(r *http.Request, media string, zipped bool) (*charge, error) {
	if s.admission.full() {
		return nil, errMemory
	}
	var c *charge
	var ok bool
	switch {
	case r.ContentLength < 0 || zipped:
		c, ok = s.bodies.admitUnknown(firstChunk)
	case media == "multipart/form-data":
		c, ok = s.bodies.admit(2 * r.ContentLength)
	default:
		c, ok = s.bodies.admit(r.ContentLength)
	}
	if !ok {
		return nil, errMemory
	}
	return c, nil
}

// read fills the upload from the body.
func (s *Server) read(c *gin.Context, u *upload, e endpoint, media, boundary string, zipped bool, limit, bodyLimit int64) (err error) {
	control := http.NewResponseController(c.Writer)
	wire := &paced{from: http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit), begun: time.Now(), grace: s.config.BodyGrace,
		rate: s.config.BodyRate, deadline: ignoreUnsupported(control.SetReadDeadline)}
	defer func() {
		// The connection is now only watched for its end, and the answer gets a time of its own. Where the body was
		// left the deadline stays: net/http reads on for a while, to use the connection again.
		if err == nil {
			_ = control.SetReadDeadline(time.Time{})
		}
		_ = control.SetWriteDeadline(time.Now().Add(s.config.Timeout + answerTime))
		s.metrics.bytes.WithLabelValues("in").Add(float64(wire.got))
	}()
	body, size := io.Reader(wire), c.Request.ContentLength
	if zipped {
		unpacked, err := inflated(wire, bodyLimit)
		if err != nil {
			return err
		}
		body, size = unpacked, -1
	}
	in := &intake{charge: u.charge}
	if media == "multipart/form-data" {
		left := func() int64 {
			if size < 0 {
				return -1
			}
			return size - wire.got + 64<<10 // the form's reader has read some ahead
		}
		if err := u.readForm(multipart.NewReader(body, boundary), e, in, limit, left); err != nil {
			return err
		}
		u.settle()
		return nil
	}
	var data []byte
	if size >= 0 {
		data, err = in.exactly(body, size)
	} else {
		data, err = in.all(body, -1)
	}
	if err != nil {
		return err
	}
	if media == "application/x-www-form-urlencoded" {
		isForm, err := u.urlencoded(e, data, in)
		if err != nil {
			return err
		}
		if isForm {
			u.settle()
			return nil
		}
	}
	u.files["file"] = []converter.Input{{Name: safeName(u.parameters["name"]), Data: data}}
	return nil
}

// answerTime is how long a client may take to receive an answer.
const answerTime = time.Minute

// ignoreUnsupported makes setting a deadline no error where there is no connection to set it on, as in tests of handlers.
func ignoreUnsupported(set func(time.Time) error) func(time.Time) error {
	return func(t time.Time) error {
		if err := set(t); !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		return nil
	}
}

// failBody answers for a body that could not be read.
func (s *Server) failBody(c *gin.Context, media string, err error) {
	limit, large := tooLarge(err)
	switch {
	case large:
		s.refuse(c, http.StatusRequestEntityTooLarge, diag.New("http-body-limit", diag.Place{}, "limit", min(limit, s.converter.Limits().Input)))
	case errors.Is(err, errSlow):
		c.Header("Connection", "close") // RFC 9110 section 15.5.9
		s.refuse(c, http.StatusRequestTimeout, diag.New("http-body-slow", diag.Place{}, "rate", s.config.BodyRate))
	case errors.Is(err, errFields):
		s.refuse(c, http.StatusBadRequest, diag.New("http-fields-limit", diag.Place{}, "limit", mostFields))
	case isZipped(c.Request):
		s.refuse(c, http.StatusBadRequest, diag.New("http-inflate", diag.Place{}, "problem", err))
	case media == "multipart/form-data":
		s.refuse(c, http.StatusBadRequest, diag.New("http-multipart", diag.Place{}, "problem", err))
	default:
		s.refuse(c, http.StatusBadRequest, diag.New("http-body", diag.Place{}, "problem", err))
	}
}
