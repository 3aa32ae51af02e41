package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/product"
)

// convertEndpoint takes what `nianbao convert` takes.
var convertEndpoint = endpoint{path: "/v1/convert",
	parameters: []string{"to", "from", "strict", "diagnostics", "evidence", "fragment", "created", "pdf-profile", "no-attachment", "protect", "contents", "number", "name"},
	files:      []string{"file", "text", "style", "shell", "previous", "review"}, several: []string{"previous"}}

// archived is what a form may bring besides for the archive, of which the report with comments is a part.
var archived = [...]string{"previous", "review"}

// convert handles POST /v1/convert: a report in, a file out.
func (s *Server) convert(c *gin.Context, u *upload) {
	form, ok := s.form(c, u, product.Conversion())
	if !ok {
		return
	}
	target, zipped := converter.Target{Format: form.Format()}, form == product.Zip()
	detail := u.detail()
	target.Strict, target.Fragment, target.Created = u.flag("strict"), u.flag("fragment"), u.date("created")
	target.Profile, target.NoAttachment = u.profile(), u.flag("no-attachment")
	target.Protect, target.Contents = u.flag("protect"), u.flag("contents")
	u.source()
	for _, name := range archived {
		if !zipped && len(u.files[name]) > 0 {
			u.problems = append(u.problems, diag.New("http-part-archive", diag.Place{}, "name", name))
		}
	}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	if zipped {
		s.archive(c, u, target, detail)
		return
	}
	made, ok := work(s, c, u, string(target.Format), func(ctx context.Context) (*made, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		if target.Shell, err = u.shell(); err != nil {
			return nil, err
		}
		conversion, err := conv.Convert(ctx, u.input(), target)
		if err != nil {
			return nil, err
		}
		m := &made{data: conversion.Data, media: form.Media, found: conversion.Diagnostics, from: conversion.Source,
			name: fileName(conversion.Input, conversion.Report, form.Extension)}
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

// archive answers with a report in every form. Its HTML is always the fragment.
func (s *Server) archive(c *gin.Context, u *upload, target converter.Target, detail detail) {
	lang, zip := languageOf(c.Request.Header), product.Zip()
	name := func(r *converter.Checked, extension string) string { return fileName(r.Input, r.Report, extension) }
	made, ok := work(s, c, u, zip.Name, func(ctx context.Context) (*made, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		if target.Shell, err = u.shell(); err != nil {
			return nil, err
		}
		against, review, err := s.checkedAgainst(ctx, u, match.Names{})
		if err != nil {
			return nil, err
		}
		archive, err := conv.Archive(ctx, u.input(), against, target, name, lang)
		if err != nil {
			return nil, err
		}
		noteUnused(&archive.Checked, review, u)
		m := &made{data: archive.Data, media: zip.Media, found: archive.Diagnostics, from: archive.Source, name: name(&archive.Checked, zip.Extension)}
		if detail.evidence {
			m.evidence = conv.AppendEvidence(nil, archive.Evidence)
		}
		return m, nil
	})
	if !ok {
		return
	}
	s.finish(c, made.from, zip.Name, made.found)
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
