// Command simplify draws the outlines of a TrueType font again with fewer points: within a tolerance, in whole units of
// the em. fonts/build_fonts.py runs it over faces whose sources were traced with far more points than any reader can see.
//
//	go run ./converter/internal/sfnt/simplify IN.ttf OUT.ttf TOLERANCE
//
// A contour becomes a chain of straight lines and quadratic curves. Which of its points stay ends of curves is a
// shortest path (contour.go): an edge is a curve fitted by least squares (curve.go) that stays within the tolerance of
// every sample of the contour, in order, and whose samples stay within the tolerance of the contour; its length is the
// estimated bits of its points. A corner that can be seen is further than the tolerance from any curve that cuts it, so
// corners and extrema need no rule of their own. Advances, names and cmap are copied.
//
// The same input gives the same bytes: sums are in a fixed order, products are rounded before they are added, and each
// glyph is drawn by itself.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "simplify:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: simplify IN.ttf OUT.ttf TOLERANCE")
	}
	tolerance, err := strconv.ParseFloat(args[2], 64)
	if err != nil || !(tolerance > 0 && tolerance < 100) {
		return fmt.Errorf("the tolerance %q is no number of font units above 0", args[2])
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	out, before, after, err := simplifyFont(string(data), tolerance)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	fmt.Printf("%s: %d points became %d, %d bytes became %d\n", args[1], before, after, len(data), len(out))
	return os.WriteFile(args[1], out, 0o644)
}
