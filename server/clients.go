package server

import (
	"math"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"nianbao/converter/diag"
)

// mostClients bounds the memory that a flood of addresses can take: when it is reached, the table starts anew.
const mostClients = 10_000

// clients limits how often one address may ask.
type clients struct {
	rate  rate.Limit // 0: no limit
	burst int

	mu    sync.Mutex
	known map[string]*rate.Limiter
}

func newClients(perSecond float64) *clients {
	return &clients{rate: rate.Limit(perSecond), burst: max(1, int(2*perSecond)), known: map[string]*rate.Limiter{}}
}

// wait returns how long the client must wait, 0 for not at all.
func (l *clients) wait(address string, now time.Time) time.Duration {
	if l.rate <= 0 {
		return 0
	}
	l.mu.Lock()
	limiter := l.known[address]
	if limiter == nil {
		if len(l.known) >= mostClients {
			clear(l.known)
		}
		limiter = rate.NewLimiter(l.rate, l.burst)
		l.known[address] = limiter
	}
	l.mu.Unlock()
	reserved := limiter.ReserveN(now, 1)
	delay := reserved.DelayFrom(now)
	if delay > 0 {
		reserved.CancelAt(now)
	}
	return delay
}

func (s *Server) limitClient(c *gin.Context) {
	host, _, err := net.SplitHostPort(c.Request.RemoteAddr)
	if err != nil {
		host = c.Request.RemoteAddr
	}
	if delay := s.clients.wait(host, time.Now()); delay > 0 {
		seconds := int(math.Ceil(delay.Seconds()))
		c.Header("Retry-After", strconv.Itoa(seconds))
		c.Set(keyOutcome, "rate")
		s.refuse(c, http.StatusTooManyRequests, diag.New("http-rate", diag.Place{}, "seconds", seconds))
		return
	}
	c.Next()
}
