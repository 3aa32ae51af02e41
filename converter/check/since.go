package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

// Earlier is a finding of an earlier round, as its JSON has it.
type Earlier struct {
	Key         string `json:"key"`
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	Message     string `json:"message"`
	MessageEn   string `json:"message_en"`
}

// Progress is what became of an earlier round's findings.
type Progress struct {
	Corrected []Earlier `json:"corrected"` // are found no more
	Remaining int       `json:"remaining"` // are found as they were
	Changed   int       `json:"changed"`   // are found at the same place with other figures or words
	New       int       `json:"new"`       // were not found then
}

// Standing is how a finding stands to those of an earlier round; "" where there was none.
type Standing string

// The standings.
const (
	StandingRemains Standing = "remains" // it is as it was
	StandingChanged Standing = "changed" // other figures or words at the same place, and still wrong
	StandingNew     Standing = "new"     // it was not found then
)

// In is what a person calls the standing, in a language: Chinese unless English; "" for none.
func (s Standing) In(lang diag.Lang) string {
	if s == "" {
		return ""
	}
	return diag.Phrase("standing."+string(s), lang)
}

// Since returns the result with what became of the findings of an earlier round.
func (r Result) Since(earlier []Earlier) Result {
	p := &Progress{Corrected: []Earlier{}}
	left := slices.Clone(earlier)
	take := func(same func(Earlier) bool) bool {
		i := slices.IndexFunc(left, same)
		if i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
		return i >= 0
	}
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		if f := &r.Findings[i]; take(func(e Earlier) bool { return e.Key == f.Key() }) {
			f.Since = StandingRemains
			p.Remaining++
		}
	}
	for _, f := range r.Reviewed { // a person has looked at it since: it is settled, and not corrected
		take(func(e Earlier) bool { return e.Key == f.Key() })
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case f.Since == StandingRemains:
		case take(func(e Earlier) bool { return e.Fingerprint != "" && e.Fingerprint == f.Fingerprint() }):
			f.Since = StandingChanged
			p.Changed++
		default:
			f.Since = StandingNew
			p.New++
		}
	}
	p.Corrected = append(p.Corrected, left...)
	r.Progress = p
	return r
}

// Fingerprint identifies what is wrong where, without the figures and words that were seen: the rule and the place, by section, paragraph
// or cell. A second round knows by it what was changed and is still wrong; [Finding.Key] changes with the values.
func (f Finding) Fingerprint() string {
	place := f.Place.Section + "\x00" + f.Place.Cell()
	if f.Place.Table == "" {
		place += fmt.Sprintf("\x00%d", f.Paragraph)
	}
	sum := sha256.Sum256([]byte(string(f.Code) + "\x00" + f.Rule + "\x00" + place))
	return hex.EncodeToString(sum[:8])
}

// text says what became of an earlier round, in a line and one for each finding that was corrected.
func (p *Progress) text(lang diag.Lang) []string {
	w := wordsIn(lang)
	lines := []string{strings.NewReplacer("{corrected}", strconv.Itoa(len(p.Corrected)), "{remaining}", strconv.Itoa(p.Remaining),
		"{changed}", strconv.Itoa(p.Changed), "{new}", strconv.Itoa(p.New)).Replace(w.progress)}
	for _, e := range p.Corrected {
		lines = append(lines, w.corrected+clean(e.In(lang)))
	}
	return lines
}

// In is what the earlier round said, in a language: Chinese unless English.
func (e Earlier) In(lang diag.Lang) string {
	if lang == diag.English {
		return e.MessageEn
	}
	return e.Message
}
