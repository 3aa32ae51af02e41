package webpage

import (
	"strconv"

	"nianbao/converter/internal/document"
)

// The marks of this product's own pages. They are data attributes, which editors and portals either keep or drop as a
// whole; without them the page is read like any other.
const (
	markArticle      = "data-nianbao" // on the article element; the value is the version of the marks
	markFormat       = "data-nianbao-format"
	markOrganization = "data-nianbao-organization"
	markYear         = "data-nianbao-year"
	markDerived      = "data-nianbao-title-derived"
	markTitle        = "data-nianbao-title"
	markDate         = "data-nianbao-date"
	markTable        = "data-nianbao-table"   // on a table: its key
	markEdition      = "data-nianbao-edition" // on a table: the edition it follows
	markRole         = "data-role"            // on a paragraph or a run
)

// markVersion is the version of the marks that are written and understood.
const markVersion = "1"

// readMark reads one data attribute.
func (attr *attributes) readMark(key, value string) {
	switch key {
	case markRole:
		attr.mark = document.RoleOf(value)
		return
	case markTable:
		attr.key = value
		return
	case markEdition:
		attr.format = value
		return
	case markArticle, markFormat, markOrganization, markYear, markDerived, markTitle, markDate:
	default:
		return
	}
	if attr.own == nil {
		attr.own = &document.Meta{}
	}
	switch m := attr.own; key {
	case markArticle:
		m.Own = value == markVersion
	case markFormat:
		m.Format = value
	case markOrganization:
		m.Organization = value
	case markYear:
		if n, err := strconv.Atoi(value); err == nil && n > 0 && n < 10_000 {
			m.Year = n
		}
	case markDerived:
		m.TitleDerived = true
	case markTitle:
		m.PrintedTitle = value
	case markDate:
		m.DateISO = value
	}
}
