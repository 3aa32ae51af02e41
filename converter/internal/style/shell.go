package style

import (
	"regexp"
	"strconv"
	"strings"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/document"
)

// Shell is the form of an official document around a report (公文版头, GB/T 9704-2012 7.2, and annexes, 7.3.7): what all documents of a
// house have in common. Measures are twips.
type Shell struct {
	// Print puts every report into the form; otherwise only one for which the values of a document are given.
	Print bool `json:"print"`

	Mark   string `json:"mark"`   // 发文机关标志, with {organ}
	Beside string `json:"beside"` // what stands beside the names of several organs: 文件
	Signer string `json:"signer"` // before the names of those who sign for the organ: 签发人：
	Annex  string `json:"annex"`  // before the number of an annex: 附件
	// Number is the pattern of a document's number, CopyNumberDigits how many digits 份号 has.
	Number           string `json:"number"`
	CopyNumberDigits int    `json:"copy_number_digits"`

	// MarkTop is from the upper edge of the type area to that of the mark's ink, which stands MarkInk thousandths of an em above the
	// baseline of its face. MarkLeast is the type size in half-points below which a mark goes to a second line, MarkHeight the room for
	// the names of several organs.
	MarkTop    int `json:"mark_top"`
	MarkInk    int `json:"mark_ink"`
	MarkLeast  int `json:"mark_least"`
	MarkHeight int `json:"mark_height"`
	// NumberGap is between the mark and the line of the number, RuleGap between that line and the rule, Rule the rule's thickness in eighths
	// of a point, TitleGap between rule and title.
	NumberGap  int    `json:"number_gap"`
	RuleGap    int    `json:"rule_gap"`
	Rule       int    `json:"rule"`
	RuleColour string `json:"rule_colour"`
	TitleGap   int    `json:"title_gap"`

	number *regexp.Regexp
}

// OrganPlace stands in [Shell.Mark] for the name of the organ.
const OrganPlace = "{organ}"

// shellRoles lists the roles that a style with a shell must define.
var shellRoles = []document.Role{document.Classification, document.Letterhead, document.DocumentNumber, document.Signer,
	document.AnnexLabel, document.AnnexTitle}

// IsNumber reports whether a text is a document's number by the pattern of the house.
func (h *Shell) IsNumber(text string) bool { return h.number.MatchString(text) }

func (h *Shell) validate(s *Style) error {
	const longest = 12_000 // less than the height of a page
	for _, m := range []struct {
		field string
		value int
		most  int
	}{{"mark_top", h.MarkTop, longest}, {"mark_ink", h.MarkInk, 1500}, {"mark_height", h.MarkHeight, longest}, {"number_gap", h.NumberGap, longest},
		{"rule_gap", h.RuleGap, 620}, {"rule", h.Rule, 96}, {"title_gap", h.TitleGap, longest}, {"copy_number_digits", h.CopyNumberDigits, 20}} {
		if m.value < 0 || m.value > m.most {
			return datafile.At("/"+m.field, "%s must be from 0 to %d, not %d", m.field, m.most, m.value)
		}
	}
	switch {
	case h.MarkLeast < 8 || h.MarkLeast > 288:
		return datafile.At("/mark_least", "a size of %d half-points is not possible", h.MarkLeast)
	case !strings.Contains(h.Mark, OrganPlace):
		return datafile.At("/mark", "the mark needs %s", OrganPlace)
	case !isColour(h.RuleColour):
		return datafile.At("/rule_colour", "a colour is written as RRGGBB, not %q", h.RuleColour)
	}
	var err error
	if h.number, err = regexp.Compile(h.Number); err != nil {
		return datafile.At("/number", "the pattern of a number: %s", err)
	}
	for _, role := range shellRoles {
		if s.byRole[role] == nil {
			return datafile.At("", "a style with a shell needs the paragraph %s", role)
		}
	}
	return nil
}

// isColour reports whether a text is RRGGBB, or nothing.
func isColour(text string) bool {
	_, err := strconv.ParseUint(text, 16, 32)
	return text == "" || err == nil && len(text) == 6
}

// RGB returns a colour as a number, red highest; black for "".
func RGB(colour string) uint32 {
	n, _ := strconv.ParseUint(colour, 16, 32)
	return uint32(n)
}
