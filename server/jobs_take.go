package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/jobs"
	"nianbao/internal/queue/task"
)

// jobsEndpoint takes what `nianbao batch` takes, as far as a request can say it.
var jobsEndpoint = endpoint{path: jobsPath, parameters: []string{"to", "check", "strict", "created", "pdf-profile", "no-attachment", "name"},
	files: []string{"file", "style"}, several: []string{"file"}}

// longestKey is how long an Idempotency-Key may be.
const longestKey = 255

// takeJob handles POST /v1/jobs: files in, the address of a job out. The files go to the disk as they come, so that neither their number
// nor their size is memory.
func (s *Server) takeJob(c *gin.Context) {
	u := &upload{files: map[string][]converter.Input{}}
	u.parameters, u.problems = jobsEndpoint.query(c.Request.URL.RawQuery)
	key := c.GetHeader("Idempotency-Key")
	if len(key) > longestKey {
		u.problems = append(u.problems, diag.New("http-jobs-key-long", diag.Place{}, "limit", longestKey))
	}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	zipped, problem := coding(c.Request)
	if problem != nil {
		c.Header("Accept-Encoding", "gzip, identity") // RFC 9110 section 12.5.3
		s.refuse(c, http.StatusUnsupportedMediaType, *problem)
		return
	}
	media, parameters, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil {
		media = ""
	}
	if strings.HasPrefix(media, "multipart/") && media != "multipart/form-data" {
		s.refuse(c, http.StatusUnsupportedMediaType, diag.New("http-form-type", diag.Place{}, "type", media))
		return
	}
	in, err := s.config.Jobs.Begin(key, max(c.Request.ContentLength, 0))
	if err != nil {
		s.failJob(c, err)
		return
	}
	defer in.Discard()
	if err := s.readJob(c, u, in, media, parameters["boundary"], zipped); err != nil {
		s.failJobBody(c, media, err)
		return
	}
	s.commitJob(c, u, in)
}

// commitJob makes a job of what was received.
func (s *Server) commitJob(c *gin.Context, u *upload, in *jobs.Intake) {
	options := u.task(s.config.JobTask)
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	if style := u.files["style"]; len(style) > 0 {
		options.Style = style[0].Data
		if _, err := s.styled(u); err != nil { // a wrong one would fail every report
			s.fail(c, toJob, err)
			return
		}
	}
	job, _, err := in.Commit(c.Request.Context(), jobs.Request{Task: options, Lang: languageOf(c.Request.Header)})
	if err != nil {
		s.failJob(c, err)
		return
	}
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(answerTime)) // putting thousands of files on the disk takes a while
	c.Header("Location", jobsPath+"/"+job.ID)
	s.answerJob(c, job, http.StatusAccepted, page{limit: itemsUsual})
}

// readJob takes the body apart, file by file.
func (s *Server) readJob(c *gin.Context, u *upload, in *jobs.Intake, media, boundary string, zipped bool) (err error) {
	control := http.NewResponseController(c.Writer)
	most := s.config.Jobs.MostBytes()
	wire := &paced{from: http.MaxBytesReader(c.Writer, c.Request.Body, most), begun: time.Now(), grace: s.config.BodyGrace,
		rate: s.config.BodyRate, deadline: ignoreUnsupported(control.SetReadDeadline)}
	defer func() {
		if err == nil { // as in read
			_ = control.SetReadDeadline(time.Time{})
		}
		_ = control.SetWriteDeadline(time.Now().Add(s.config.Timeout + answerTime))
		s.metrics.bytes.WithLabelValues("in").Add(float64(wire.got))
	}()
	body := io.Reader(wire)
	if zipped {
		if body, err = inflated(wire, most); err != nil {
			return err
		}
	}
	if media == "multipart/form-data" {
		return u.readJobForm(c.Request.Context(), multipart.NewReader(body, boundary), in)
	}
	return in.Add(c.Request.Context(), label(u.parameters["name"]), body)
}

// readJobForm takes the parts of a form.
func (u *upload) readJobForm(ctx context.Context, form *multipart.Reader, in *jobs.Intake) error {
	for fields := 0; ; {
		part, err := form.NextPart()
		if err == io.EOF { // the bare value is the end of the form; a wrapped one is a form that was cut
			return nil
		}
		if err != nil {
			return err
		}
		name := part.FormName()
		if name == "file" {
			if err := addPartTo(ctx, part, in); err != nil {
				return err
			}
			continue
		}
		if fields++; fields > mostFields {
			return errFields
		}
		most := int64(fieldBytes + 1)
		if slices.Contains(jobsEndpoint.files, name) {
			most = dataBytes
		}
		data, err := io.ReadAll(&bounded{from: part, limit: most, left: most})
		if err != nil {
			return err
		}
		if slices.Contains(jobsEndpoint.files, name) {
			file, _ := partName(part)
			u.file(jobsEndpoint, name, converter.Input{Name: file, Data: data})
		} else {
			u.field(jobsEndpoint, name, data)
		}
	}
}

// addPartTo takes a file of a form. A form in which none was chosen sends an empty one without a name.
func addPartTo(ctx context.Context, part *multipart.Part, in *jobs.Intake) error {
	name := partPath(part)
	if name == "" {
		var first [1]byte
		if _, err := io.ReadFull(part, first[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		return in.Add(ctx, label(""), io.MultiReader(bytes.NewReader(first[:]), part))
	}
	return in.Add(ctx, label(name), part)
}

// partPath is the name of a file with the folders that it was in: a page sends those of a folder that was dropped on it.
func partPath(part *multipart.Part) string {
	disposition := part.Header.Get("Content-Disposition")
	if name, ok := extended(disposition, "filename"); ok {
		return name
	}
	_, parameters, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	return readable(parameters["filename"])
}

// label is a file's name as people are shown it and as its results are called: a path with slashes, none of whose parts leads up or holds
// what cannot be shown. The rest is package queue's, as with files of a batch.
func label(name string) queue.Name {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, strings.ReplaceAll(name, `\`, "/"))
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if part != "" && part != "." && part != ".." {
			parts = append(parts, part)
		}
	}
	const deepest, longest = 16, 1000
	parts = parts[max(0, len(parts)-deepest):]
	if whole := path.Join(parts...); whole != "" && len(whole) <= longest {
		return queue.Name(whole)
	} else if whole != "" {
		return queue.Name(safeName(parts[len(parts)-1])) // at most 150 bytes
	}
	return "report"
}

// failJobBody answers for a body that could not be taken.
func (s *Server) failJobBody(c *gin.Context, media string, err error) {
	if _, large := tooLarge(err); large {
		s.failJob(c, &jobs.LimitError{What: "bytes", Limit: s.config.Jobs.MostBytes()})
		return
	}
	_, limit := errors.AsType[*jobs.LimitError](err)
	if limit || errors.Is(err, jobs.ErrFull) {
		s.failJob(c, err)
		return
	}
	s.failBody(c, media, err)
}

// task is what is made of each report: what the service does of itself, and what the request asks for.
func (u *upload) task(o task.Options) task.Options {
	o.Check, o.Strict, o.NoAttachment, o.Created, o.Profile = u.flag("check"), u.flag("strict"), u.flag("no-attachment"), u.date("created"), u.profile()
	for name := range strings.SplitSeq(u.parameters["to"], ",") {
		format := converter.Format(strings.TrimSpace(name))
		switch {
		case format == "" || slices.Contains(o.Formats, format):
		case !slices.Contains(converter.Writable(), format):
			u.bad("to", string(format), formatNames(converter.Writable()))
		default:
			if err := (converter.Target{Format: format, Created: o.Created, Profile: o.Profile, NoAttachment: o.NoAttachment}).Check(); err != nil {
				u.problems = append(u.problems, refusedBy(err)...)
				continue
			}
			o.Formats = append(o.Formats, format)
		}
	}
	if len(u.problems) == 0 && len(o.Formats) == 0 && !o.Check {
		u.problems = append(u.problems, diag.New("http-jobs-nothing", diag.Place{}, "known", formatNames(converter.Writable())))
	}
	return o
}

// refusedBy is what an error says.
func refusedBy(err error) diag.List {
	if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
		return refusal.Diagnostics
	}
	if list, ok := errors.AsType[diag.List](err); ok {
		return list
	}
	return diag.List{diag.New("http-form", diag.Place{}, "problem", err)}
}
