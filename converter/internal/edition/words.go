package edition

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// Words are the words, marks and patterns by which the reports of one family of forms are known, beyond the labels and
// headings of its editions: what the program would otherwise know of the form in Go.
type Words struct {
	Parts  map[string]string `json:"parts"` // what {name} stands for in patterns, beside {organ}, {numeral} and {digit}
	Organ  OrganWords        `json:"organ"`
	Title  TitleWords        `json:"title"`
	Text   TextWords         `json:"text"`
	Page   PageWords         `json:"page"`
	Prose  ProseWords        `json:"prose"`
	Tables TableWords        `json:"tables"`
	Tail   TailWords         `json:"tail"`
	Draft  DraftWords        `json:"draft"`
}

// OrganWords tell the name of an organ.
type OrganWords struct {
	Suffixes      []string `json:"suffixes"` // what a full name ends in, as expressions: {organ}
	Name          Pattern  `json:"name"`
	Last          string   `json:"last"`                             // characters of which a name by itself has one at its end
	Places        string   `json:"places"`                           // characters of which a full name has one
	NeverFirst    string   `json:"never_first"`                      // characters that begin a clause about somebody, but not a full name
	NeverBegins   []string `json:"never_begins"`                     // words that do
	NeverContains []string `json:"never_contains"`                   // words of names that are not the reporting organ's
	Label         Pattern  `json:"label" groups:"1" optional:"true"` // a line that names the organ by a label, 填报单位：
	Predicates    []string `json:"predicates"`                       // words that follow the organ where a clause tells what it did
}

// TitleWords tell a title and its parts.
type TitleWords struct {
	Whole         Pattern   `json:"whole"` // a whole title
	Year          Pattern   `json:"year"            groups:"1"`
	YearUnit      string    `json:"year_unit"`      // what a year has behind it
	Day           Pattern   `json:"day"`            // a day or a month, whose year is not the report's
	Label         Pattern   `json:"label"`          // 标题： in front of it
	NeverContains []string  `json:"never_contains"` // words of other documents' titles
	PageMarks     string    `json:"page_marks"`     // marks of a line of the page's own data: a crumb, a path, a field
	YearAlone     Pattern   `json:"year_alone"`     // the year of a title on a line of its own
	Kind          Pattern   `json:"kind"`           // a remark in front of it: （图解）
	About         string    `json:"about"`          // the word between organ and subject
	Announces     []string  `json:"announces"`      // words that follow it in a covering letter: 关于报送…的报告
	Subjects      []string  `json:"subjects"`       // words that begin the subject
	Shared        string    `json:"shared"`         // the end of a name that runs into the subject: 人民政府信息公开
	Uncut         []string  `json:"uncut"`          // words that a line of a printed title does not cut
	Lines         LineWords `json:"lines"`
}

// LineWords are the ends of names behind which a line of a printed title may be broken.
type LineWords struct {
	Tails  string `json:"tails"`  // characters that are never parted from the name before them
	Organs string `json:"organs"` // that end a whole organ's name
	Units  string `json:"units"`  // that do as the end of a word
	Places string `json:"places"` // that end a place's name
}

// TextWords tell year, organ and date in running text.
type TextWords struct {
	Report    Pattern `json:"report"`               // 现将2021年度政府信息公开工作报告如下
	Period    Pattern `json:"period"    groups:"1"` // 统计期限自2021年1月1日: the year
	Happened  Pattern `json:"happened"  groups:"1"` // 2021年，我局…: the year
	Planned   Pattern `json:"planned"`              // what follows a year of which only plans are told
	Named     Pattern `json:"named"     groups:"2"` // 《…2023年政府信息公开工作年度报告》: organ and year
	Announced Pattern `json:"announced" groups:"2"` // 现公布示例市商务局2025年政府信息公开工作年度报告: organ and year
	Announces Pattern `json:"announces"`            // the end of what stands before a name that a sentence announces
	Aside     Pattern `json:"aside"`                // 《…》 and brackets, whose names are not what a sentence speaks of
	Date      Pattern `json:"date"      groups:"3"` // a line that is a day: year, month, day
	Signed    Pattern `json:"signed"    groups:"4"` // a line that is a name and a day
	Year      Pattern `json:"year"`                 // a year as it is written in text
}

// PageWords tell the frame of the page that a report was taken from.
type PageWords struct {
	Frame    Pattern `json:"frame"`    // lines before the text that belong to the page
	Controls Pattern `json:"controls"` // buttons and headlines that a page has in front of a title
	Report   string  `json:"report"`   // the word of page labels such as “2020年报_审计局”
	Contents Pattern `json:"contents"` // the heading of a table of contents
}

// ProseWords tell paragraphs and sentences.
type ProseWords struct {
	Begins     []string `json:"begins"`     // what begins a paragraph of its own, beside ordinals
	Enumerates string   `json:"enumerates"` // the word behind a numeral that does: 一是
	Opens      []string `json:"opens"`      // words that open running text
}

// TableWords tell, above a table of which there are several, which of them holds.
type TableWords struct {
	Superseded Pattern `json:"superseded"` // it no longer does: 更正前
	Corrected  Pattern `json:"corrected"`  // it corrects the one before: 更正后的数据如下
}

// TailWords tell what stands around the signature (GB/T 9704-2012 7.3.4, 7.3.6, 7.4).
type TailWords struct {
	Names       map[string]string `json:"names"`                  // what the parts are called, by their keys in the contract
	Attachments Pattern           `json:"attachments"`            // the word in front of a list of attachments: 附件：
	Annotation  Pattern           `json:"annotation"`             // a whole note, in brackets or behind its word
	Imprint     Pattern           `json:"imprint"`                // the word in front of a line of the imprint: 抄送：
	Printed     Pattern           `json:"printed"`                // a line that says when, or how often, the document was printed
	PrintedDay  Pattern           `json:"printed_day" groups:"1"` // the day at the end of such a line, behind the organ that prints
}

// DraftWords tell what changes from year to year in the text of a report.
type DraftWords struct {
	Year     Pattern `json:"year" groups:"1"` // a year: its digits
	Titles   Pattern `json:"titles"`          // titles of documents
	OwnTitle Pattern `json:"own_title"`       // such a title that is the report's own
}

// compile compiles the patterns. Nothing may be missing but what is marked as optional.
func (w *Words) compile(compiled patterns) error {
	common := map[string]string{"organ": "(?:" + strings.Join(w.Organ.Suffixes, "|") + ")", "numeral": numbering.Numerals,
		"digit": `0-9０-９` + numbering.Zeros + strings.TrimSuffix(numbering.Numerals, "十")}
	parts := maps.Clone(common)
	for name, part := range w.Parts {
		var err error
		if parts[name], err = expand(part, common); err != nil {
			return datafile.Under("/parts/"+name, err)
		}
	}
	if field, err := compile(reflect.ValueOf(w).Elem(), "", parts, compiled); err != nil {
		return datafile.Under(field, err)
	}
	return w.Tail.complete()
}

// complete makes sure that each part around the signature has a name, and nothing else has.
func (w *TailWords) complete() error {
	known := map[string]bool{}
	for _, part := range contract.TailParts(&report.Tail{}) {
		if known[part.Key] = true; w.Names[part.Key] == "" {
			return datafile.At("/tail/names", "there is no name for %q", part.Key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.Names)) {
		if !known[key] {
			return datafile.At("/tail/names/"+key, "there is no such part")
		}
	}
	return nil
}

// compile fills in the patterns of a struct and makes sure that none of its fields is empty. It returns the pointer of the
// field that is wrong.
func compile(v reflect.Value, path string, parts map[string]string, compiled patterns) (string, error) {
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		field := path + "/" + tag.Get("json")
		switch value := v.Field(i).Addr().Interface().(type) {
		case *Pattern:
			if value.source == "" && tag.Get("optional") != "" {
				continue
			}
			if err := value.compile(parts, cmp.Or(tag.Get("groups"), "0"), compiled); err != nil {
				return field, err
			}
		case *string:
			if *value == "" {
				return field, fmt.Errorf("it is empty")
			}
		case *[]string:
			if len(*value) == 0 || slices.Contains(*value, "") {
				return field, fmt.Errorf("it is empty, or one of its words is")
			}
		case *map[string]string:
		default:
			if field, err := compile(v.Field(i), field, parts, compiled); err != nil {
				return field, err
			}
		}
	}
	return "", nil
}

// expand puts the parts into a pattern.
func expand(pattern string, parts map[string]string) (string, error) {
	var wrong error
	text := placeholder().ReplaceAllStringFunc(pattern, func(name string) string {
		part, ok := parts[name[1:len(name)-1]]
		if !ok {
			wrong = fmt.Errorf("there is no part %s", name)
		}
		return part
	})
	return text, wrong
}

var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[a-z_]+\}`) })
