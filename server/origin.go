package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
)

// crossOrigin returns what refuses requests that a page of another origin makes a browser send: it could spend the
// server's time, or read reports where the browser stands in a closed network. Programs send no Origin and pass.
func crossOrigin(trusted []string) (*http.CrossOriginProtection, error) {
	p := http.NewCrossOriginProtection()
	for _, origin := range trusted {
		if err := p.AddTrustedOrigin(origin); err != nil {
			return nil, &ConfigError{"Origins", origin, "https://HOST[:PORT]"}
		}
	}
	return p, nil
}

func (s *Server) sameOrigin(c *gin.Context) {
	if err := s.origins.Check(c.Request); err != nil {
		s.refuse(c, http.StatusForbidden, diag.New("http-cross-origin", diag.Place{}, "origin", c.GetHeader("Origin")))
	}
}

// knownHost refuses requests that are addressed to a name that is not ours.
func (s *Server) knownHost(c *gin.Context) {
	if len(s.config.Hosts) > 0 && !hostAllowed(c.Request.Host, s.config.Hosts) {
		s.refuse(c, http.StatusMisdirectedRequest, diag.New("http-host", diag.Place{}, "host", c.Request.Host))
	}
}

// hostAllowed compares without ports: another service of the same name is no other site here.
func hostAllowed(host string, names []string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if host == "localhost" {
		return true
	}
	if address, err := netip.ParseAddr(host); err == nil && address.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(strings.Trim(name, "[]"), host) })
}

// IsLoopback reports whether an address that a listener has can be reached from its own machine only.
func IsLoopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
