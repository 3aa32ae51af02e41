package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// live says that the process answers. It looks at nothing else: restarting does not cure a full queue.
func (s *Server) live(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says whether new requests should be sent here.
func (s *Server) ready(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	switch {
	case s.draining.Load():
		c.String(http.StatusServiceUnavailable, "draining\n")
	case !s.warm.Load():
		c.String(http.StatusServiceUnavailable, "warming up\n")
	default:
		c.String(http.StatusOK, "ok\n")
	}
}
