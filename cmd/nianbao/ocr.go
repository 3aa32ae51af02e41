package main

import (
	"nianbao/converter"
	"nianbao/ocr"
)

// recognizer makes the recogniser of scans of the flags --ocr and --ocr-figures; nil where nobody asks for one.
func recognizer(text, figures string) (converter.Recognizer, error) {
	switch {
	case text == "" && figures == "":
		return nil, nil
	case text == "":
		return nil, problem("ocr-alone")
	}
	program, err := ocr.New(text, figures)
	if err != nil {
		return nil, err
	}
	return program, nil
}

// scanOptions are the flags of commands that may read scans.
type scanOptions struct {
	style, fontDir string
	ocr, figures   string
	editions       []string
}

// scanConverter is newConverter for commands that may read scans.
func (s *session) scanConverter(o scanOptions) (*converter.Converter, error) {
	program, err := recognizer(o.ocr, o.figures)
	if err != nil {
		return nil, err
	}
	return within(s.ctx, func() (*converter.Converter, error) {
		options, err := converterOptions(o.style, o.fontDir)
		if err != nil {
			return nil, err
		}
		options.Recognizer = program
		return converter.New(withEditions(options, o.editions))
	})
}
