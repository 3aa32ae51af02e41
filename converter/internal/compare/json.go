package compare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"nianbao/converter/report"
)

// The JSON forms of a comparison. They are part of the contract of /v1/compare and only grow.

// MarshalJSON writes the figures of a table under the keys of the contract.
func (t Table) MarshalJSON() ([]byte, error) {
	return plain(struct {
		Key   string  `json:"key"`
		Name  string  `json:"name"`
		This  *string `json:"this_format"`
		Last  *string `json:"last_format"`
		Cells []Cell  `json:"cells"`
	}{t.Key, t.Caption, orNull(t.This), orNull(t.Last), append([]Cell{}, t.Cells...)})
}

// MarshalJSON writes figures as numbers as printed, blank ones as null, and anything else as text.
func (c Cell) MarshalJSON() ([]byte, error) {
	return plain(struct {
		Pointer string       `json:"pointer"`
		This    any          `json:"this"`
		Last    any          `json:"last"`
		Change  *json.Number `json:"change"`
		Percent *json.Number `json:"percent"`
		State   *string      `json:"state"`
		Row     string       `json:"row"`
		Column  string       `json:"column"`
	}{Pointer(c.Table, c.Key), figure(c.This), figure(c.Last), number(c.Change), number(c.Percent), orNull(string(c.State)), c.Row, c.Col})
}

// Pointer is the JSON Pointer of a cell in its report (RFC 6901).
func Pointer(table string, key report.Key) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	return "/" + escape.Replace(table) + "/" + escape.Replace(key.Row) + "/" + escape.Replace(key.Col)
}

// MarshalJSON writes both cells by their pointers, each in its own report.
func (c Carried) MarshalJSON() ([]byte, error) {
	state := "agrees"
	switch {
	case c.Open:
		state = "open"
	case c.Contradiction:
		state = "contradicts"
	}
	return plain(struct {
		Rule   string `json:"rule"`
		Column string `json:"column"`
		From   string `json:"from"`
		Last   any    `json:"last"`
		To     string `json:"to"`
		This   any    `json:"this"`
		State  string `json:"state"`
	}{c.Rule, c.Col, Pointer(c.From.Table, c.From.Key), figure(c.Last), Pointer(c.To.Table, c.To.Key), figure(c.This), state})
}

// MarshalJSON writes the paragraph with its runs.
func (p Paragraph) MarshalJSON() ([]byte, error) {
	return plain(struct {
		Kind  Kind  `json:"kind"`
		Moved bool  `json:"moved"`
		This  *Spot `json:"this"`
		Last  *Spot `json:"last"`
		Runs  any   `json:"runs"`
		Whole bool  `json:"whole,omitempty"`
	}{p.Kind, p.Moved, p.This.orNull(), p.Last.orNull(), p.Runs, p.Whole})
}

// MarshalJSON writes where a paragraph stands.
func (s Spot) MarshalJSON() ([]byte, error) {
	return plain(struct {
		Part  string `json:"part"`
		Index int    `json:"index"`
	}{s.Part, s.Index})
}

func (s Spot) orNull() *Spot {
	if s.Part == "" {
		return nil
	}
	return &s
}

// MarshalJSON writes the sentence and the one that it was made from.
func (s Sentence) MarshalJSON() ([]byte, error) {
	return plain(struct {
		Origin Origin  `json:"origin"`
		Text   string  `json:"text"`
		This   Spot    `json:"this"`
		Was    *string `json:"was"`
		Last   *Spot   `json:"last"`
	}{s.Origin, s.Text, s.This, orNull(s.Was), s.Last.orNull()})
}

// MarshalJSON writes the counts of all origins, and the part that was copied in percent.
func (c Copied) MarshalJSON() ([]byte, error) {
	counts := func(of map[Origin]int) map[Origin]int {
		all := map[Origin]int{}
		for _, o := range []Origin{New, Identical, Renumbered, Similar, Form} {
			all[o] = of[o]
		}
		return all
	}
	var percent *int
	if n, ok := c.Of(); ok {
		percent = &n
	}
	return plain(struct {
		Percent    *int           `json:"percent"`
		Sentences  map[Origin]int `json:"sentences"`
		Characters map[Origin]int `json:"characters"`
	}{percent, counts(c.Sentences), counts(c.Characters)})
}

// figure is a cell as JSON has it in comparisons.
func figure(c report.Cell) any {
	d, isNumber := c.Number()
	switch {
	case c.IsBlank():
		return nil
	case isNumber:
		return json.Number(d.String())
	}
	return c.String()
}

func number(s string) *json.Number {
	if s == "" {
		return nil
	}
	n := json.Number(s)
	return &n
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// plain is json.Marshal without escapes for HTML.
func plain(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
