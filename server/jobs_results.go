package server

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/internal/product"
	"nianbao/internal/queue"
	"nianbao/internal/queue/jobs"
)

// giveResult handles GET /v1/jobs/{id}/results/{item}/{result}: one file that was made. It can be fetched as soon as it is there.
func (s *Server) giveResult(c *gin.Context) {
	job, _, ok := s.job(c)
	if !ok {
		return
	}
	item, err := strconv.Atoi(c.Param("item"))
	k, second := strconv.Atoi(c.Param("result"))
	if err != nil || second != nil {
		s.failJob(c, jobs.ErrNotFound)
		return
	}
	result, err := s.config.Jobs.Result(c.Request.Context(), job, item, k)
	if err != nil {
		s.failJob(c, err)
		return
	}
	defer result.File.Close()
	name := path.Base(queue.Shown(result.Path))
	h := c.Writer.Header()
	h.Set("Content-Type", mediaOf(name))
	h.Set("Content-Disposition", contentDisposition(name))
	h.Set("ETag", `"`+result.SHA256[:32]+`"`)
	h.Set("Cache-Control", "private, no-cache")
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(answerTime))
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, result.File)
}

func mediaOf(name string) string {
	if format, known := converter.FormatOfName(name); known {
		return format.MediaType()
	}
	return "application/octet-stream"
}

// giveResults handles GET /v1/jobs/{id}/results.zip: everything that was made, as it is read from the disk. The same job gives the same bytes. An
// archive that cannot be finished ends with the connection, so that nobody takes it for whole.
func (s *Server) giveResults(c *gin.Context) {
	job, _, ok := s.job(c)
	if !ok {
		return
	}
	if !job.Ended() {
		s.failJob(c, jobs.ErrUnfinished)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", product.Zip().Media)
	h.Set("Content-Disposition", `attachment; filename="results.zip"`)
	h.Set("Cache-Control", "no-store")
	if err := s.writeResults(c.Request.Context(), job, &patient{c.Writer, http.NewResponseController(c.Writer)}); err != nil {
		s.log.Error("sending results", "id", c.GetString(keyRequest), "error", err.Error())
		panic(http.ErrAbortHandler) // net/http's own way to drop a connection
	}
}

func (s *Server) writeResults(ctx context.Context, job *jobs.Job, to io.Writer) error {
	z := zip.NewWriter(to)
	for file, err := range s.config.Jobs.Results(ctx, job) {
		if err != nil {
			return err
		}
		head := &zip.FileHeader{Name: queue.Shown(file.Path), Method: zip.Store}
		switch path.Ext(head.Name) {
		case ".json", ".html": // the others are packed already
			head.Method = zip.Deflate
		}
		w, err := z.CreateHeader(head)
		if err == nil {
			_, err = io.Copy(w, file.File)
		}
		if err != nil {
			return fmt.Errorf("an archive of results: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("an archive of results: %w", err)
	}
	return nil
}

// patient gives each piece that is sent a time of its own: an archive may be gigabytes.
type patient struct {
	to      io.Writer
	control *http.ResponseController
}

// Write implements io.Writer.
func (p *patient) Write(data []byte) (int, error) {
	if err := ignoreUnsupported(p.control.SetWriteDeadline)(time.Now().Add(answerTime)); err != nil {
		return 0, err
	}
	return p.to.Write(data)
}
