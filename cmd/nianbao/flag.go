package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"nianbao/converter/report"
)

// flagValue is one flag as the command line's library wants it (pflag.Value): it puts text into a field. No flag of this
// command takes a number below zero, so none of them does: a negative number of workers is a slip, and nothing that
// another number can silently stand in for.
type flagValue struct {
	target reflect.Value
	spec   flagSpec
	given  bool // a list was given once: what is given now adds to it
}

// wants says what a flag's value has to be.
type wants struct {
	kind   string // "count", "year", "number", "duration", "one-of", "flag"
	values []string
}

func (w wants) Error() string { return "the value must be a " + w.kind }

// String is the value as text, "" for none.
func (v *flagValue) String() string {
	if !v.target.IsValid() || v.target.IsZero() {
		return ""
	}
	return fmt.Sprint(v.target.Interface())
}

// Type is what help shows for the value; "bool" where none is needed.
func (v *flagValue) Type() string {
	switch {
	case v.target.Kind() == reflect.Bool:
		return "bool"
	case v.spec.placeholder != "":
		return v.spec.placeholder
	case v.target.Type() == reflect.TypeFor[time.Duration]():
		return "DURATION"
	}
	return "VALUE"
}

// IsBoolFlag reports whether the flag needs no value.
func (v *flagValue) IsBoolFlag() bool { return v.target.Kind() == reflect.Bool }

// Set puts the text into the field; the error is a [wants].
func (v *flagValue) Set(text string) error {
	if v.target.Type() == reflect.TypeFor[time.Duration]() {
		d, err := time.ParseDuration(text)
		if err != nil || d < 0 {
			return wants{kind: "duration"}
		}
		v.target.SetInt(int64(d))
		return nil
	}
	switch v.target.Kind() {
	case reflect.String:
		if v.spec.enum != nil && !slices.Contains(v.spec.enum, text) {
			return wants{"one-of", v.spec.enum}
		}
		v.target.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return wants{kind: "flag"}
		}
		v.target.SetBool(b)
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, v.target.Type().Bits())
		if err != nil || n < 0 {
			return wants{kind: "count"}
		}
		if v.spec.isYear && (n < report.FirstYear || n > report.LastYear) {
			return wants{kind: "year"}
		}
		v.target.SetInt(n)
	case reflect.Float64:
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || !(n >= 0) || math.IsInf(n, 0) {
			return wants{kind: "number"}
		}
		v.target.SetFloat(n)
	case reflect.Slice:
		v.add(text)
	default:
		return errors.New("a field of a type that no flag has")
	}
	return nil
}

// add appends to a list of texts. Bytes are kept as they are: names need not be UTF-8.
func (v *flagValue) add(text string) {
	list := []string{text}
	if !v.spec.whole {
		list = strings.Split(text, ",")
	}
	if v.given {
		list = append(v.target.Interface().([]string), list...)
	}
	v.given = true
	v.target.Set(reflect.ValueOf(list))
}
