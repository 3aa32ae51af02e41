package server

import (
	"net/http"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
)

// quiet keeps gin from writing its debug notes to standard output. The mode is gin's own global; it is set once.
var quiet = sync.OnceFunc(func() { gin.SetMode(gin.ReleaseMode) })

// routes lists every address of the service.
func (s *Server) routes() http.Handler {
	quiet()
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	// No header says who the client is: behind a proxy, limit there.
	if err := e.SetTrustedProxies(nil); err != nil {
		s.log.Error("trusted proxies", "error", err.Error())
	}
	e.Use(s.observe, s.recover, headers)
	e.NoRoute(func(c *gin.Context) { s.refuse(c, http.StatusNotFound, diag.New("http-not-found", diag.Place{})) })
	e.NoMethod(func(c *gin.Context) {
		s.refuse(c, http.StatusMethodNotAllowed, diag.New("http-method", diag.Place{}, "method", c.Request.Method,
			"known", strings.Join(c.Writer.Header().Values("Allow"), ", ")))
	})

	e.POST("/v1/convert", s.limitClient, s.convert)
	e.POST("/v1/check", s.limitClient, s.check)
	for path, a := range s.assets.byPath {
		e.GET(path, a.serve)
		e.HEAD(path, a.serve)
	}
	e.GET("/livez", s.live)
	e.GET("/readyz", s.ready)
	e.GET("/metrics", gin.WrapH(s.metrics.handler()))
	return e
}
