package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
)

// convertEndpoint takes what `nianbao convert` takes.
var convertEndpoint = endpoint{path: "/v1/convert",
	parameters: []string{"to", "from", "strict", "diagnostics", "evidence", "fragment", "created", "pdf-profile", "no-attachment", "protect", "name"},
	files:      []string{"file", "text", "style"}}

// convert handles POST /v1/convert: a report in, a file out.
func (s *Server) convert(c *gin.Context, u *upload) {
	target, ok := s.target(c, u, converter.JSON)
	if !ok {
		return
	}
	detail := u.detail()
	target.Strict, target.Fragment, target.Created = u.flag("strict"), u.flag("fragment"), u.date("created")
	target.Profile, target.NoAttachment, target.Protect = u.profile(), u.flag("no-attachment"), u.flag("protect")
	u.source()
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	made, ok := work(s, c, u, string(target.Format), func(ctx context.Context) (*made, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		conversion, err := conv.Convert(ctx, u.input(), target)
		if err != nil {
			return nil, err
		}
		m := &made{data: conversion.Data, media: target.Format.MediaType(), found: conversion.Diagnostics, from: conversion.Source,
			name: fileName(conversion.Input, conversion.Report, target.Format.Extension())}
		if detail.evidence {
			m.evidence = conv.AppendEvidence(nil, conversion.Evidence)
		}
		return m, nil
	})
	if !ok {
		return
	}
	s.finish(c, made.from, string(target.Format), made.found)
	s.answer(c, made, detail)
}

// styled returns the converter with the style that the request brings, or the server's own.
func (s *Server) styled(u *upload) (*converter.Converter, error) {
	style := u.files["style"]
	if len(style) == 0 {
		return s.converter, nil
	}
	options := s.config.Options
	options.Style = style[0].Data
	return converter.New(options)
}
