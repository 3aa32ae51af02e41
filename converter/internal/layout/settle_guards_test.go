package layout

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// until is done when it has been asked so often.
type until struct {
	context.Context
	left int
}

func (u *until) Err() error {
	if u.left--; u.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestSettlingEnds: whenever a call is cancelled, also between two tries, its error is all that comes back.
func TestSettlingEnds(t *testing.T) {
	bad := body(strings.Repeat("国", 26) + strings.Repeat(strings.Repeat("w", 38)+" ", 22) + "国") // nothing helps
	for left := range 20 {
		ctx := &until{context.Background(), left}
		doc, err := Settle(ctx, &document.Document{Blocks: []document.Block{bad, bad}}, style.Default(), sfnt.Embedded(), Options{Limits: limit.Default()})
		if (doc == nil) != errors.Is(err, context.Canceled) || left < 10 && doc != nil {
			t.Errorf("asked %d times: %v", left, err)
		}
	}
}

// TestLettersThatJoinAreNotSpaced: spacing would part them.
func TestLettersThatJoinAreNotSpaced(t *testing.T) {
	set := packs(t, tibetan)
	count := 0
	for _, text := range []string{"国国国", "བདག"} {
		changed := 0
		for n := range 60 {
			doc := &document.Document{Blocks: []document.Block{body(text + strings.Repeat("国", n))}}
			out, err := Settle(context.Background(), doc, style.Default(), set, Options{Limits: limit.Default()})
			if err != nil {
				t.Fatal(err)
			}
			if out != doc {
				changed++
			}
		}
		if text == "བདག" && changed > 0 {
			t.Errorf("%d texts were settled", changed)
		}
		count += changed
	}
	if count == 0 {
		t.Error("not even ideographs were settled")
	}
}

// TestPlainCharactersAreCounted: a mark that another face has to draw, or none has, is reported as often as it stands there.
func TestPlainCharactersAreCounted(t *testing.T) {
	tried := 0
	for r := rune(0x21); r < 0xFF60; r++ {
		g, ok := sfnt.Embedded().Chain(style.Default().Of(document.Body).Face).Lookup(r)
		if !plain(r) || ok && g.Fallback <= 0 && meant(r) == 0 {
			continue
		}
		tried++
		_, found := lay(t, body(string(r)+"国"+string(r)))
		for _, code := range []diag.Code{"glyph-missing", "glyph-fallback", "glyph-equivalent"} {
			for _, d := range found {
				if d.Code == code && !slices.Contains(d.Args, diag.Arg{Name: "count", Value: "2"}) {
					t.Errorf("%c: %v", r, d)
				}
			}
		}
	}
	if tried == 0 {
		t.Error("the face has all of them")
	}
}
