package main

import (
	"fmt"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"nianbao/fonts"
)

// The reason of docs/decisions/own-pdf.md that a test can hold: if it falls, the decision is to be looked at again.
func TestWhyNotFpdf(t *testing.T) {
	try := func(write func(*fpdf.Fpdf)) (err error) {
		defer func() {
			if problem := recover(); problem != nil {
				err = fmt.Errorf("panic: %v", problem)
			}
		}()
		data, _ := fonts.Read("xiaobiaosong/GWTitleSong.ttf")
		pdf := fpdf.New("P", "mm", "A4", "")
		pdf.AddUTF8FontFromBytes("face", "", []byte(data))
		pdf.AddPage()
		pdf.SetFont("face", "", 16)
		write(pdf)
		return pdf.Error()
	}
	for name, write := range map[string]func(*fpdf.Fpdf){
		"Write":     func(pdf *fpdf.Fpdf) { pdf.Write(10, "𬭎") },
		"MultiCell": func(pdf *fpdf.Fpdf) { pdf.MultiCell(0, 10, "𬭎", "", "L", false) },
	} {
		if err := try(write); err == nil {
			t.Errorf("%s of fpdf now takes a character above U+FFFF", name)
		}
	}
}
