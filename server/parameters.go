package server

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// endpoint says what an address takes. What is not named here is refused by name, so that a misspelt parameter is never
// silently without effect.
type endpoint struct {
	path       string
	parameters []string // in the address, or as fields of a form
	files      []string // fields of a form that hold a file, each at most once
	several    []string // of all these, the ones that may come more often
}

func (e endpoint) takes(name string) bool { return slices.Contains(e.parameters, name) }

// query reads the parameters of the address.
func (e endpoint) query(raw string) (map[string]string, diag.List) {
	given := map[string]string{}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return given, diag.List{diag.New("http-query", diag.Place{}, "problem", err)}
	}
	var found diag.List
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch {
		case !e.takes(name):
			found = append(found, e.unknownParameter(name))
		case len(values[name]) > 1 && !slices.Contains(e.several, name):
			found = append(found, diag.New("http-parameter-repeated", diag.Place{}, "name", name))
		default:
			given[name] = readable(strings.Join(values[name], "\n"))
		}
	}
	return given, found
}

func (e endpoint) unknownParameter(name string) diag.Diagnostic {
	known := strings.Join(e.parameters, ", ")
	if known == "" {
		known = "-"
	}
	return diag.New("http-parameter-unknown", diag.Place{}, "name", readable(name), "known", known)
}

// list reads a parameter that may come more often.
func (u *upload) list(name string) []string {
	value, given := u.parameters[name]
	if !given {
		return nil
	}
	return strings.Split(value, "\n")
}

// The values of parameters. Each of these notes a problem where the value cannot be, so that all are told at once.

func (u *upload) bad(name, value, known string) {
	u.problems = append(u.problems, diag.New("http-parameter", diag.Place{}, "name", name, "value", value, "known", known))
}

// flag reads a parameter that is on or off.
func (u *upload) flag(name string) bool {
	value, given := u.parameters[name]
	switch value {
	case "0", "false":
		return false
	case "1", "true":
		return true
	}
	if given {
		u.bad(name, value, "1, 0")
	}
	return false
}

// choice reads a parameter that is one of a few words; "" is not given.
func (u *upload) choice(name string, known ...string) string {
	value, given := u.parameters[name]
	if given && !slices.Contains(known, value) {
		u.bad(name, value, strings.Join(known, ", "))
		return ""
	}
	return value
}

// year reads a year; 0 is not given.
func (u *upload) year(name string) int {
	value, given := u.parameters[name]
	if !given {
		return 0
	}
	year, err := strconv.Atoi(value)
	if err != nil || year < 1900 || year > 2999 {
		u.bad(name, value, "1900–2999")
		return 0
	}
	return year
}

// date reads a day; the zero time is not given.
func (u *upload) date(name string) time.Time {
	value, given := u.parameters[name]
	if !given {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		u.bad(name, value, "YYYY-MM-DD")
	}
	return day
}

// source reads the parameter from and puts it on the files.
func (u *upload) source() {
	value, given := u.parameters["from"]
	if !given {
		return
	}
	format, err := converter.ParseFormat(value)
	if err != nil || !slices.Contains(converter.Readable(), format) {
		u.bad("from", value, formatNames(converter.Readable()))
		return
	}
	for i := range u.files["file"] {
		u.files["file"][i].Format = format
	}
}

// profile reads the profile of a PDF. A plus sign that stands in an address as it is means a blank (URL Standard 5.1).
func (u *upload) profile() converter.Profile {
	value := strings.ReplaceAll(u.parameters["pdf-profile"], " ", "+")
	profile, err := converter.ParseProfile(value)
	if err != nil {
		u.bad("pdf-profile", value, profileNames())
	}
	return profile
}

func profileNames() string {
	var names []string
	for _, p := range converter.Profiles() {
		names = append(names, string(p))
	}
	return strings.Join(names, ", ")
}
