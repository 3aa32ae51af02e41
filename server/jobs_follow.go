package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/internal/queue/jobs"
)

// eventsAtOnce is how many events are read before they are sent, beatEvery how often a stream without news shows that it is alive: proxies
// close connections on which nothing comes for a minute.
const (
	eventsAtOnce = 100
	beatEvery    = 20 * time.Second
)

// followJob handles GET /v1/jobs/{id}/events: what becomes of each item, as Server-Sent Events (HTML 9.2). Every event "item" has a number by
// which a client that was cut off goes on (Last-Event-ID); "job" tells the counts, and "end" that no more comes.
func (s *Server) followJob(c *gin.Context) {
	job, _, ok := s.job(c)
	if !ok {
		return
	}
	after, err := strconv.Atoi(c.GetHeader("Last-Event-ID"))
	if err != nil {
		after = 0 // none, or not ours: from the beginning
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold events back
	stream := &stream{c: c, control: http.NewResponseController(c.Writer)}
	stream.send("retry: 2000\n\n")
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for !stream.gone {
		changed := job.Changed() // before looking, so that no change is missed
		state, paused := job.State()
		if after, err = s.sendEvents(stream, job, after); err != nil {
			return // removed, or the client is gone: the connection ends without an end
		}
		counts, _, err := s.config.Jobs.CountsOf(c.Request.Context(), job)
		if err != nil {
			return
		}
		name := "job"
		if state == jobs.Done {
			name = "end"
		}
		stream.event(name, 0, map[string]any{"state": state, "paused": paused, "counts": jobCounts(counts)})
		if state == jobs.Done {
			return
		}
		s.awaitChange(stream, changed, beat.C)
	}
}

// sendEvents sends what happened after an event, and returns the last one.
func (s *Server) sendEvents(to *stream, job *jobs.Job, after int) (int, error) {
	for !to.gone {
		events, err := s.config.Jobs.Events(to.c.Request.Context(), job, after, eventsAtOnce)
		if err != nil || len(events) == 0 {
			return after, err
		}
		for _, e := range events {
			to.event("item", e.ID, itemOfJob(job, e.Status))
			after = e.ID
		}
	}
	return after, nil
}

// awaitChange waits for news, and ends the stream where the service stops or the client left. Events that come close together are sent
// together.
func (s *Server) awaitChange(to *stream, changed <-chan struct{}, beat <-chan time.Time) {
	const together = 100 * time.Millisecond
	for {
		select {
		case <-to.c.Request.Context().Done():
			to.gone = true
			return
		case <-s.config.Jobs.Closing():
			to.gone = true
			return
		case <-beat:
			to.send(":\n\n") // a line that begins with a colon is no event (9.2.6)
			if to.gone {
				return
			}
		case <-changed:
			select {
			case <-time.After(together):
			case <-to.c.Request.Context().Done():
			}
			return
		}
	}
}

// stream writes events. What cannot be sent means that the client is gone.
type stream struct {
	c       *gin.Context
	control *http.ResponseController
	gone    bool
}

func (t *stream) event(name string, id int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		t.gone = true
		return
	}
	number := ""
	if id > 0 {
		number = "id: " + strconv.Itoa(id) + "\n"
	}
	t.send(fmt.Sprintf("event: %s\n%sdata: %s\n\n", name, number, data))
}

func (t *stream) send(text string) {
	if t.gone {
		return
	}
	err := ignoreUnsupported(t.control.SetWriteDeadline)(time.Now().Add(answerTime))
	if err == nil {
		_, err = t.c.Writer.WriteString(text)
	}
	if err != nil {
		t.gone = true
		return
	}
	_ = t.control.Flush() // what cannot be sent fails the next write
}
