package server

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"testing"

	"nianbao/converter"
)

// broken is a program for scans that does not do its work.
type broken struct{}

func (broken) Recognize(context.Context, converter.RecognizerPicture) ([]converter.RecognizedWord, error) {
	return nil, errors.New("no model")
}

// A program for scans that fails is no fault of the file, nor a defect of this one: its operator must look.
func TestRecognizerFails(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Options.Recognizer = broken{} })
	var page bytes.Buffer
	sheet := image.NewGray(image.Rect(0, 0, 100, 100))
	for i := range sheet.Pix {
		sheet.Pix[i] = byte(i % 7 * 40)
	}
	if err := png.Encode(&page, sheet); err != nil {
		t.Fatal(err)
	}
	if w := ask(t, s, "POST", "/v1/convert?to=json", page.Bytes()); w.Code != 502 || problemOf(t, w).Code != "scan-recognizer-failed" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
