package server

import (
	"net/http"
	"path"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/jobs"
)

// jobAnswer is a job as it is told of.
type jobAnswer struct {
	ID      string             `json:"id"`
	State   jobs.State         `json:"state"`
	Paused  *queue.Said        `json:"paused,omitempty"`
	Created time.Time          `json:"created"`
	Expires *time.Time         `json:"expires,omitempty"`
	To      []converter.Format `json:"to"`
	Check   bool               `json:"check"`
	Counts  jobCounts          `json:"counts"`
	Events  int                `json:"events"`
	Notices []queue.Said       `json:"notices,omitempty"`
	Items   jobItems           `json:"items"`
	Results string             `json:"results,omitempty"`
}

type jobCounts struct {
	Total       int `json:"total"`
	Done        int `json:"done"`
	Failed      int `json:"failed"`
	Quarantined int `json:"quarantined"`
}

// jobItems is a part of the list of items: those in a state, if one was asked for.
type jobItems struct {
	Total  int       `json:"total"`
	Offset int       `json:"offset"`
	Limit  int       `json:"limit"`
	List   []jobItem `json:"list"`
}

type jobItem struct {
	Number      int            `json:"number"`
	Label       string         `json:"label"`
	State       jobs.ItemState `json:"state"`
	Attempts    int            `json:"attempts,omitzero"`
	Diagnostics []queue.Said   `json:"diagnostics,omitempty"`
	Reports     []jobReport    `json:"reports,omitempty"`
	Results     []jobResult    `json:"results,omitempty"`
}

type jobReport struct {
	Organization string `json:"organization"`
	Year         int    `json:"year"`
	Errors       int    `json:"errors"`
	Warnings     int    `json:"warnings"`
}

type jobResult struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Href   string `json:"href"`
}

// page says which items are wanted.
type page struct {
	state         jobs.ItemState
	offset, limit int
}

// How many items an answer has if nobody says, and at most.
const itemsUsual, itemsMost = 100, 1000

// showJob handles GET /v1/jobs/{id}.
func (s *Server) showJob(c *gin.Context) {
	job, parameters, ok := s.job(c, "state", "offset", "limit")
	if !ok {
		return
	}
	u := &upload{parameters: parameters}
	p := page{state: jobs.ItemState(u.choice("state", jobs.ItemStates()...)), offset: u.number("offset", 0, 0, 1<<30), limit: u.number("limit", itemsUsual, 0, itemsMost)}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	s.answerJob(c, job, http.StatusOK, p)
}

// number reads a whole number within bounds.
func (u *upload) number(name string, usual, least, most int) int {
	value, given := u.parameters[name]
	if !given {
		return usual
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		u.bad(name, value, strconv.Itoa(least)+"–"+strconv.Itoa(most))
		return usual
	}
	return n
}

// answerJob answers with a job and a part of its items.
func (s *Server) answerJob(c *gin.Context, job *jobs.Job, status int, p page) {
	ctx := c.Request.Context()
	// The state first: items may be done that the state does not know of yet, and never the other way round.
	state, paused := job.State()
	counts, events, err := s.config.Jobs.CountsOf(ctx, job)
	if err != nil {
		s.failJob(c, err)
		return
	}
	items, total, err := s.config.Jobs.Items(ctx, job, p.state, p.offset, p.limit)
	if err != nil {
		s.failJob(c, err)
		return
	}
	answer := jobAnswer{ID: job.ID, State: state, Paused: paused, Created: job.Created, To: append([]converter.Format{}, job.Task.Formats...), Check: job.Task.Check,
		Counts: jobCounts(counts), Events: events, Notices: job.Notices, Items: jobItems{total, p.offset, p.limit, []jobItem{}}}
	if expires := job.Expires(); !expires.IsZero() {
		expires = expires.UTC().Round(time.Second)
		answer.Expires = &expires
	}
	if state == jobs.Done {
		answer.Results = jobsPath + "/" + job.ID + "/results.zip"
	}
	for _, item := range items {
		answer.Items.List = append(answer.Items.List, itemOfJob(job, item))
	}
	c.Header("Cache-Control", "no-store")
	s.answerJSONAs(c, status, toJob, answer)
}

// itemOfJob is an item as it is told of.
func itemOfJob(job *jobs.Job, status jobs.Status) jobItem {
	item := jobItem{Number: status.Number, Label: queue.Shown(status.Label), State: status.State}
	r := status.Record
	if r == nil {
		return item
	}
	item.Attempts, item.Diagnostics = r.Attempts, r.Said
	for _, one := range r.Reports {
		item.Reports = append(item.Reports, jobReport{one.Organization, one.Year, one.Errors, one.Warnings})
	}
	for k, o := range r.Outputs {
		item.Results = append(item.Results, jobResult{path.Base(queue.Shown(o.Path)), o.Size, o.SHA256,
			jobsPath + "/" + job.ID + "/results/" + strconv.Itoa(status.Number) + "/" + strconv.Itoa(k+1)})
	}
	return item
}
