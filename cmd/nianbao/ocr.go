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

// scanConverter is newConverter for commands that may read scans.
func (s *session) scanConverter(style, fontDir, text, figures string) (*converter.Converter, error) {
	program, err := recognizer(text, figures)
	if err != nil {
		return nil, err
	}
	return within(s.ctx, func() (*converter.Converter, error) {
		options, err := converterOptions(style, fontDir)
		if err != nil {
			return nil, err
		}
		options.Recognizer = program
		return converter.New(options)
	})
}
