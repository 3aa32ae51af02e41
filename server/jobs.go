package server

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
	"nianbao/internal/queue/jobs"
)

// Jobs are for what takes longer than a request may: many reports in one request, whose results are fetched later. Package jobs keeps them;
// here is what HTTP is about. Whoever knows a job's identifier may read and remove it, and nobody else: so it stands in no log and in no
// metric, whose labels are patterns of addresses.

const (
	jobsPath   = "/v1/jobs"
	jobPath    = jobsPath + "/:id"
	eventsPath = jobPath + "/events"
	resultPath = jobPath + "/results/:item/:result"
	zipPath    = jobPath + "/results.zip"
)

// NewJobID makes the identifier of a job: 130 random bits, which nobody guesses.
func NewJobID() string { return rand.Text() }

// jobRoutes adds the addresses of jobs. Where the service keeps none, they say so.
func (s *Server) jobRoutes(e *gin.Engine) {
	e.POST(jobsPath, s.limitClient, s.needsJobs, s.takeJob)
	fixedRoute(e, jobPath, s.needsJobs, s.showJob)
	e.DELETE(jobPath, s.needsJobs, s.removeJob)
	e.GET(eventsPath, s.needsJobs, s.followJob)
	fixedRoute(e, resultPath, s.needsJobs, s.giveResult)
	e.GET(zipPath, s.needsJobs, s.giveResults)
}

// needsJobs refuses where the service keeps no jobs.
func (s *Server) needsJobs(c *gin.Context) {
	if s.config.Jobs == nil {
		s.refuse(c, http.StatusNotImplemented, diag.New("http-jobs-off", diag.Place{}))
	}
}

// job is the one that the address names. On failure it has answered.
func (s *Server) job(c *gin.Context, takes ...string) (*jobs.Job, map[string]string, bool) {
	parameters, found := endpoint{parameters: takes}.query(c.Request.URL.RawQuery)
	if len(found) > 0 {
		s.refuse(c, http.StatusBadRequest, found...)
		return nil, nil, false
	}
	job, err := s.config.Jobs.Find(c.Param("id"))
	if err != nil {
		s.failJob(c, err)
		return nil, nil, false
	}
	return job, parameters, true
}

// removeJob handles DELETE /v1/jobs/{id}: the work ends, and everything of the job is gone.
func (s *Server) removeJob(c *gin.Context) {
	job, _, ok := s.job(c)
	if !ok {
		return
	}
	if err := s.config.Jobs.Remove(job.ID); err != nil {
		s.failJob(c, err)
		return
	}
	c.Header("Cache-Control", "no-store")
	c.Status(http.StatusNoContent)
}

// failJob answers for an error of package jobs.
func (s *Server) failJob(c *gin.Context, err error) {
	limit, isLimit := errors.AsType[*jobs.LimitError](err)
	refuse := func(status int, code diag.Code, args ...any) {
		s.refuse(c, status, diag.New(code, diag.Place{}, args...))
	}
	const later = 60 // seconds, after which somebody may have removed a job
	switch {
	case isLimit && limit.What == "files":
		refuse(http.StatusRequestEntityTooLarge, "http-jobs-files", "limit", limit.Limit)
	case isLimit:
		refuse(http.StatusRequestEntityTooLarge, "http-jobs-bytes", "limit", limit.Limit)
	case errors.Is(err, jobs.ErrFull):
		refuse(http.StatusInsufficientStorage, "http-jobs-full")
	case errors.Is(err, jobs.ErrTooMany):
		c.Header("Retry-After", strconv.Itoa(later))
		refuse(http.StatusTooManyRequests, "http-jobs-many", "seconds", later)
	case errors.Is(err, jobs.ErrOther):
		refuse(http.StatusUnprocessableEntity, "http-jobs-key")
	case errors.Is(err, jobs.ErrReceiving):
		c.Header("Retry-After", "1")
		refuse(http.StatusConflict, "http-jobs-receiving")
	case errors.Is(err, jobs.ErrNotFound):
		refuse(http.StatusNotFound, "http-jobs-none")
	case errors.Is(err, jobs.ErrUnfinished):
		refuse(http.StatusConflict, "http-jobs-unfinished")
	case errors.Is(err, jobs.ErrNothing):
		refuse(http.StatusBadRequest, "http-no-file")
	case errors.Is(err, jobs.ErrClosed):
		s.busy(c, toJob)
	case c.Request.Context().Err() != nil:
		c.Status(statusClientClosed)
		c.Abort()
	default:
		s.fail(c, toJob, err)
	}
}

// toJob is the label of jobs in the metrics of conversions.
const toJob = "job"
