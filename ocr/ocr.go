// Package ocr reads pictures with a program that the operator names, as `--ocr 'tesseract stdin stdout -l chi_sim --psm 6 tsv'` does. It is
// the one place of the product that starts another program, and only where somebody asked for it: recognition of Chinese needs
// models a hundred times the size of everything else here, and offices have programs of their own for it.
//
// The program gets a picture (PNG) on its standard input and answers on its standard output with Tesseract's table, a tab between columns:
//
//	level page_num block_num par_num line_num word_num left top width height conf text
//
// Rows of level 4 are lines, rows of level 5 words; boxes are pixels from the top left corner. No shell stands between: the command is
// split into words here.
//
//	command.go        a command line to words
//	program.go        a run: limits of time and output, what it said where it failed
//	group_unix.go     ended with its children; group_other.go
//	table.go          Tesseract's table to words with boxes
package ocr

import (
	"context"
	"fmt"
	"time"

	"nianbao/converter"
)

// Program recognises text by a command, and figures by another one if there is one: models for Chinese confuse digits of narrow
// type (6 and 0), which those for Latin script do not.
type Program struct {
	Text, Figures []string
	// Timeout is how long a picture may take; 0 for two minutes.
	Timeout time.Duration
}

// usualTimeout is how long a program may take for a picture: Tesseract needs one to ten seconds for a page.
const usualTimeout = 2 * time.Minute

// New returns a program of command lines. figures may be empty.
func New(text, figures string) (*Program, error) {
	p := &Program{}
	var err error
	if p.Text, err = split(text); err != nil {
		return nil, err
	}
	if figures != "" {
		if p.Figures, err = split(figures); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Recognize runs the program on a picture.
func (p *Program) Recognize(ctx context.Context, picture converter.RecognizerPicture) ([]converter.RecognizedWord, error) {
	command := p.Text
	if picture.Figures && p.Figures != nil {
		command = p.Figures
	}
	timeout := p.Timeout
	if timeout == 0 {
		timeout = usualTimeout
	}
	out, err := run(ctx, command, picture.PNG, timeout)
	if err != nil {
		return nil, err
	}
	words, err := parse(out)
	if err != nil {
		return nil, fmt.Errorf("the answer of %s: %w", command[0], err)
	}
	return words, nil
}
