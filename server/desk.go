package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
)

// A service at a desk runs for the pages that one person has open, and for nobody else: it ends some time after the last of
// them was closed. Each page holds a connection open (Server-Sent Events, HTML 9.2), which the browser closes with the page,
// however that ends.

// Desk says that a service is one at a desk; see [Config].
type Desk struct {
	// First is how long the first page may take to come, Grace how long a service without a page waits for another: one that
	// is loaded anew leaves and comes back. Zero: 2 minutes, 10 seconds.
	First, Grace time.Duration
	// Secret is what the user's programs know, so that a second one finds the service of the first: see [DeskProof]. nil: it is not to be found.
	Secret []byte
}

const deskPath = "/v1/desk"

// attendance counts the pages that are open.
type attendance struct {
	desk  Desk
	mu    sync.Mutex
	pages int
	timer *time.Timer // at its end the service ends, if there is no page then
	over  chan struct{}
}

func newAttendance(d Desk) *attendance {
	if d.First == 0 {
		d.First = 2 * time.Minute
	}
	if d.Grace == 0 {
		d.Grace = 10 * time.Second
	}
	return &attendance{desk: d, over: make(chan struct{})}
}

// wait begins to wait for the first page, and returns a context that ends when there is none any more.
func (a *attendance) wait(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.timer = time.AfterFunc(a.desk.First, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.pages == 0 {
			cancel()
		}
	})
	return ctx, cancel
}

// enter counts a page until leave is called.
func (a *attendance) enter() (leave func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pages++
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.pages--; a.pages == 0 && a.timer != nil {
			a.timer.Reset(a.desk.Grace)
		}
	}
}

// expect waits for a page that is about to come as for the first one.
func (a *attendance) expect() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.timer != nil && a.pages == 0 {
		a.timer.Reset(a.desk.First)
	}
}

// end lets go of all pages: the service stops.
func (a *attendance) end() { close(a.over) }

// attend handles GET /v1/desk: a stream of nothing, as long as the page is open.
func (s *Server) attend(c *gin.Context) {
	if site := c.GetHeader("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		s.refuse(c, http.StatusForbidden, diag.New("http-cross-origin", diag.Place{}, "origin", c.GetHeader("Origin")))
		return
	}
	leave := s.attendance.enter()
	defer leave()
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	control := http.NewResponseController(c.Writer)
	if err := ignoreUnsupported(control.SetWriteDeadline)(time.Time{}); err != nil {
		return // the connection is gone
	}
	// A line that begins with a colon is no event (9.2.6). What cannot be sent ends the request's context.
	_, _ = c.Writer.WriteString(":\n\n")
	_ = control.Flush()
	select {
	case <-c.Request.Context().Done():
	case <-s.attendance.over:
	}
}
