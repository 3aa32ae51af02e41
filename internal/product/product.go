// Package product says in which forms each thing that the command and the service make can be had, and which of them is meant: by a
// parameter or a flag, by the name of the file that is to be made, or by the media types that a client likes. It is the one place that
// both ask, so that a form that is added is there for both, under the same name, media type and extension.
//
// A product is data; who makes it is the caller's matter. What can be made of a report is known to package converter and taken from there.
package product

import (
	"path"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// Form is one form in which a product can be had.
type Form struct {
	Name      string // as flags and parameters call it
	Media     string // its media type, with the charset for text
	Extension string // of its files, with the point
}

// Format is the form as package converter knows it; one that it does not know (an archive) is no format there.
func (f Form) Format() converter.Format { return converter.Format(f.Name) }

// Product is something that is made of reports.
type Product struct {
	Forms []Form // as people are told them
	// First names the forms that go before the others where a client likes several equally; the first of all is what is made where nobody
	// says anything.
	First []string
	// Suffix stands in names of files before the extension, so that a result is not taken for a report; "" for a report itself.
	Suffix string
}

// Report is a report, in the usual form or another.
func Report(usual converter.Format) Product {
	return Product{Forms: formsOf(converter.Writable()), First: []string{string(usual)}}
}

// Zip is the archive of a report in every form at once.
func Zip() Form { return Form{Name: "zip", Media: "application/zip", Extension: ".zip"} }

// Conversion is a report, or all of its forms as an archive, JSON where nobody says anything.
func Conversion() Product {
	p := Report(converter.JSON)
	p.Forms = append(p.Forms, Zip())
	return p
}

// Sum is the sum of many reports: a report, or a workbook with a row for each.
func Sum() Product {
	p := Report(converter.JSON)
	p.Forms = append(p.Forms, formsOf([]converter.Format{converter.XLSX})...)
	p.First = append(p.First, string(converter.XLSX))
	return p
}

// Findings is what was found in a report.
func Findings(first ...converter.Format) Product {
	return Product{Forms: formsOf([]converter.Format{converter.Text, converter.JSON, converter.HTML, converter.DOCX, converter.XLSX}),
		First: namesOf(first), Suffix: ".check"}
}

// Comparison is a report beside that of the year before, and what of many reports is alike.
func Comparison(usual converter.Format) Product {
	return Product{Forms: formsOf([]converter.Format{converter.Text, converter.JSON, converter.HTML, converter.DOCX, converter.PDF, converter.XLSX}), First: []string{string(usual)}, Suffix: ".compare"}
}

func formsOf(formats []converter.Format) []Form {
	forms := make([]Form, len(formats))
	for i, f := range formats {
		forms[i] = Form{Name: string(f), Media: f.MediaType(), Extension: f.Extension()}
	}
	return forms
}

func namesOf(formats []converter.Format) []string {
	var names []string
	for _, f := range formats {
		names = append(names, string(f))
	}
	return names
}

// Names returns the names of the forms, as people are told them.
func (p Product) Names() []string {
	names := make([]string, len(p.Forms))
	for i, f := range p.Forms {
		names[i] = f.Name
	}
	return names
}

// Extensions returns the extensions of the forms, as people are told them.
func (p Product) Extensions() []string {
	list := make([]string, len(p.Forms))
	for i, f := range p.Forms {
		list[i] = f.Extension
	}
	return list
}

// Preferred returns the forms with those of First in front.
func (p Product) Preferred() []Form {
	var list []Form
	for _, name := range p.First {
		if f, ok := p.Named(name); ok {
			list = append(list, f)
		}
	}
	for _, f := range p.Forms {
		if !slices.Contains(p.First, f.Name) {
			list = append(list, f)
		}
	}
	return list
}

// Usual is the form that is made where nobody says anything.
func (p Product) Usual() Form { return p.Preferred()[0] }

// Named returns the form with the name.
func (p Product) Named(name string) (Form, bool) {
	return p.find(func(f Form) bool { return f.Name == name })
}

// OfFile returns the form that the name of a file asks for.
func (p Product) OfFile(file string) (Form, bool) {
	if format, known := converter.FormatOfName(file); known && p.isReport() && (converter.Target{Format: format}).Check() == nil {
		return p.Named(string(format))
	}
	ext := strings.ToLower(extension(file))
	if ext == ".htm" {
		ext = converter.HTML.Extension()
	}
	return p.find(func(f Form) bool { return f.Extension == ext })
}

// isReport reports whether the product is a report itself, so that all that is known of the formats of reports holds for it.
func (p Product) isReport() bool { return p.Suffix == "" }

func (p Product) find(is func(Form) bool) (Form, bool) {
	i := slices.IndexFunc(p.Forms, is)
	if i < 0 {
		return Form{}, false
	}
	return p.Forms[i], true
}

// File names the file of a form, from a name without extension.
func (p Product) File(base string, f Form) string { return base + p.Suffix + f.Extension }

// Choose decides for a caller who names a form, a file to be made, or both; "" for neither. A file whose extension asks for another form,
// or for nothing that can be made (.pfd is a slip of the hand, and a Word file of that name would open nowhere), is refused: the error is
// a diag.List or a [*converter.Refusal].
func (p Product) Choose(name, file string) (Form, error) {
	ofFile, known := p.OfFile(file)
	if name == "" {
		switch {
		case known:
			return ofFile, nil
		case len(extension(file)) < 2:
			return p.Usual(), nil
		}
		if format, is := converter.FormatOfName(file); is && p.isReport() {
			return Form{}, (converter.Target{Format: format}).Check() // a format of reports, which this product is, that is only read
		}
		return Form{}, diag.List{diag.New("output-extension", diag.Place{}, "output", file, "known", strings.Join(p.Extensions(), ", "))}
	}
	format, err := converter.ParseFormat(name)
	if err != nil {
		return Form{}, err
	}
	form, ok := p.Named(string(format))
	if !ok {
		return Form{}, (converter.Target{Format: format}).Check()
	}
	if format, is := converter.FormatOfName(file); is && p.isReport() {
		ofFile.Media, known = format.MediaType(), true
	}
	if known && ofFile.Media != form.Media {
		return Form{}, diag.List{diag.New("output-mismatch", diag.Place{}, "output", file, "format", form.Name)}
	}
	return form, nil
}

// extension is that of a file's name, on any system.
func extension(file string) string { return path.Ext(strings.ReplaceAll(file, `\`, "/")) }
