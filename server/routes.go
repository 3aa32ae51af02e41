package server

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
)

// quiet keeps gin from writing its debug notes to standard output. The mode is gin's own global; it is set once.
var quiet = sync.OnceFunc(func() { gin.SetMode(gin.ReleaseMode) })

// posts lists the addresses that take a body.
func (s *Server) posts() []post {
	return []post{{convertEndpoint, s.convert}, {readEndpoint, s.readAll}, {checkEndpoint, s.check}, {sumEndpoint, s.sum}, {draftEndpoint, s.draft},
		{previewEndpoint, s.preview}, {compareEndpoint, s.compare}}
}

type post struct {
	endpoint
	do func(*gin.Context, *upload)
}

// newEngine returns a router with what holds for every request.
func (s *Server) newEngine() *gin.Engine {
	quiet()
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	// No header says who the client is: behind a proxy, limit there.
	if err := e.SetTrustedProxies(nil); err != nil {
		s.log.Error("trusted proxies", "error", err.Error())
	}
	e.Use(s.observe, s.recover, s.headers, s.sameOrigin)
	e.NoRoute(func(c *gin.Context) { s.refuse(c, http.StatusNotFound, diag.New("http-not-found", diag.Place{})) })
	e.NoMethod(s.otherMethod)
	return e
}

// otherMethod answers OPTIONS (RFC 9110 section 9.3.7), and refuses any other method that an address does not take.
func (s *Server) otherMethod(c *gin.Context) {
	allowed := strings.Split(strings.Join(c.Writer.Header().Values("Allow"), ", "), ", ")
	slices.Sort(allowed)
	list := strings.Join(append(slices.Compact(allowed), http.MethodOptions), ", ")
	c.Header("Allow", list)
	if c.Request.Method == http.MethodOptions {
		c.Status(http.StatusNoContent)
		c.Writer.WriteHeaderNow()
		return
	}
	s.refuse(c, http.StatusMethodNotAllowed, diag.New("http-method", diag.Place{}, "method", c.Request.Method, "known", list))
}

// fixedRoute adds an address for GET and HEAD.
func fixedRoute(e *gin.Engine, path string, handlers ...gin.HandlerFunc) {
	e.GET(path, handlers...)
	e.HEAD(path, handlers...)
}

// routes lists every address of the service.
func (s *Server) routes() *gin.Engine {
	e := s.newEngine()
	s.probes(e) // before knownHost: they come by the address of a container, and tell nothing
	e.Use(s.knownHost)
	for _, p := range s.posts() {
		e.POST(p.path, s.limitClient, s.handle(p.endpoint, p.do))
	}
	s.jobRoutes(e)
	fixedRoute(e, editionPath+":version", s.noParameters, s.edition)
	for path, a := range s.assets.byPath {
		if strings.HasPrefix(path, editionPath) {
			continue // one route, one label
		}
		if a.page {
			fixedRoute(e, path, a.serve)
		} else {
			fixedRoute(e, path, s.noParameters, a.serve)
		}
	}
	if s.attendance != nil {
		e.GET(deskPath, s.noParameters, s.attend)
		if s.attendance.desk.Secret != nil {
			e.GET(deskProofPath, s.prove)
		}
	}
	if !s.config.SeparateOperations {
		fixedRoute(e, "/metrics", gin.WrapH(s.metrics.handler()))
	}
	return e
}

// probes adds what tells whether the service is well.
func (s *Server) probes(e *gin.Engine) {
	fixedRoute(e, "/livez", s.live)
	fixedRoute(e, "/readyz", s.ready)
}

// operations lists the addresses for operators.
func (s *Server) operations() *gin.Engine {
	e := s.newEngine()
	s.probes(e)
	fixedRoute(e, "/metrics", gin.WrapH(s.metrics.handler()))
	return e
}

// edition answers with one edition of the form.
func (s *Server) edition(c *gin.Context) {
	a, known := s.assets.byPath[editionPath+c.Param("version")]
	if !known {
		s.refuse(c, http.StatusNotFound, diag.New("http-not-found", diag.Place{}))
		return
	}
	a.serve(c)
}

// noParameters refuses parameters where there are none.
func (s *Server) noParameters(c *gin.Context) {
	if _, found := (endpoint{}).query(c.Request.URL.RawQuery); len(found) > 0 {
		s.refuse(c, http.StatusBadRequest, found...)
	}
}
