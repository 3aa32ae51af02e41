package alike

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// MarshalJSON writes the result: reports are named by their place in the list, from 0.
func (r *Result) MarshalJSON() ([]byte, error) {
	type file struct {
		File         string `json:"file"`
		Organization string `json:"organization,omitempty"`
		Year         int    `json:"year,omitempty"`
	}
	type twins struct {
		A    string `json:"a"`
		B    string `json:"b"`
		Same bool   `json:"same"`
	}
	type pair struct {
		A         int     `json:"a"`
		B         int     `json:"b"`
		Percent   int     `json:"percent"`
		Sentences []twins `json:"sentences,omitempty"`
	}
	type common struct {
		Text    string `json:"text"`
		Reports int    `json:"reports"`
	}
	reports, pairs, commons := []file{}, []pair{}, []common{}
	for _, x := range r.Reports {
		reports = append(reports, file(x))
	}
	for _, x := range r.Pairs {
		p := pair{A: x.A, B: x.B, Percent: x.Percent}
		for _, t := range x.Sentences {
			p.Sentences = append(p.Sentences, twins(t))
		}
		pairs = append(pairs, p)
	}
	for _, x := range r.Common {
		commons = append(commons, common(x))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		From     int      `json:"alike_from_percent"`
		Reports  []file   `json:"reports"`
		Groups   [][]int  `json:"groups"`
		Pairs    []pair   `json:"pairs"`
		Short    []int    `json:"too_short"`
		Common   []common `json:"common_sentences"`
		SameName int      `json:"pairs_of_one_organization"`
		Bounded  bool     `json:"bounded"`
	}{AlikeFrom, reports, append([][]int{}, r.Groups...), pairs, append([]int{}, r.Short...), commons, r.SameName, r.Bounded})
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return b.Bytes(), nil
}
