package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

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
	target, further, ok := s.convertTarget(c, u)
	if !ok {
		return
	}
	zipped := target.Format == product.Zip().Format()
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
	if len(further) > 0 {
		s.several(c, u, target, further, detail)
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

// convertTarget says what is made: a file; the archive of all forms; or several files, those after the first in further.
func (s *Server) convertTarget(c *gin.Context, u *upload) (target converter.Target, further []converter.Format, ok bool) {
	if value := u.parameters["to"]; strings.Contains(value, ",") {
		formats := u.formats(value)
		return converter.Target{Format: formats[0]}, formats[1:], true
	}
	form, ok := s.form(c, u, product.Conversion())
	return converter.Target{Format: form.Format()}, nil, ok
}

// formats are those of a list in the parameter to, each named once.
func (u *upload) formats(list string) []converter.Format {
	known := product.Report(converter.JSON).Names()
	var formats []converter.Format
	for name := range strings.SplitSeq(list, ",") {
		if !slices.Contains(known, name) || slices.Contains(formats, converter.Format(name)) {
			u.bad("to", list, strings.Join(known, ", "))
			return []converter.Format{""}
		}
		formats = append(formats, converter.Format(name))
	}
	return formats
}

// several answers with an archive of the files that were asked for, made in one pass.
func (s *Server) several(c *gin.Context, u *upload, target converter.Target, further []converter.Format, detail detail) {
	name := func(r *converter.Checked, extension string) string { return fileName(r.Input, r.Report, extension) }
	made, ok := work(s, c, u, product.Zip().Name, func(ctx context.Context) (*made, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		if target.Shell, err = u.shell(); err != nil {
			return nil, err
		}
		what := converter.Several{To: []converter.Target{target}}
		for _, format := range further {
			one := target
			one.Format = format
			what.To = append(what.To, one)
		}
		archive, err := conv.MakeArchive(ctx, u.input(), what, name)
		if err != nil {
			return nil, err
		}
		m := &made{data: archive.Data, media: product.Zip().Media, found: archive.Diagnostics, from: archive.Source, name: name(&archive.Checked, ".zip")}
		if detail.evidence {
			m.evidence = conv.AppendEvidence(nil, archive.Evidence)
		}
		return m, nil
	})
	if !ok {
		return
	}
	s.finish(c, made.from, product.Zip().Name, made.found)
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
