package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"runtime"
	"sync"

	"nianbao/converter/internal/sfnt"
)

// simplifyFont returns the font with its outlines drawn again, and how many points there were and are. It is refused
// where it has hints or variations: they refer to points.
func simplifyFont(data string, tolerance float64) (out []byte, before, after int, err error) {
	f, err := sfnt.Parse(data, 0)
	if err != nil {
		return nil, 0, 0, err
	}
	tables, order, err := split(data)
	if err != nil {
		return nil, 0, 0, err
	}
	for _, tag := range []string{"cvt ", "fpgm", "prep", "gvar"} {
		if tables[tag] != nil {
			return nil, 0, 0, fmt.Errorf("the font has a table %q, which refers to points", tag)
		}
	}
	glyphs, before, err := draw(f, tolerance)
	if err != nil {
		return nil, 0, 0, err
	}
	after = replace(tables, glyphs)
	return join(tables, order), before, after, nil
}

// draw draws the outlines again: the contours of each glyph. before is how many points they had.
func draw(f *sfnt.Font, tolerance float64) (glyphs [][][]sfnt.Point, before int, err error) {
	glyphs = make([][][]sfnt.Point, f.Glyphs())
	workers := runtime.GOMAXPROCS(0)
	counts, errs := make([]int, workers), make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for g := w; g < len(glyphs); g += workers {
				points, err := f.Outline(uint16(g))
				if err != nil {
					errs[w] = err
					return
				}
				counts[w] += len(points)
				glyphs[g] = drawnAgain(points, tolerance)
			}
		})
	}
	group.Wait()
	for _, n := range counts {
		before += n
	}
	return glyphs, before, errors.Join(errs...)
}

// replace puts outlines into the tables that hold or count them, and returns how many points there are.
func replace(tables map[string][]byte, glyphs [][][]sfnt.Point) (after int) {
	var outlines, offsets []byte
	metrics, head, maxp := bytes.Clone(tables["hmtx"]), bytes.Clone(tables["head"]), bytes.Clone(tables["maxp"])
	advances := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	all := nothing
	maxPoints, maxContours := 0, 0
	for g, contours := range glyphs {
		offsets = binary.BigEndian.AppendUint32(offsets, uint32(len(outlines)))
		if len(contours) == 0 {
			continue
		}
		n := 0
		for _, c := range contours {
			n += len(c)
		}
		after += n
		maxPoints, maxContours = max(maxPoints, n), max(maxContours, len(contours))
		b := bounds(contours)
		all = all.with(b)
		bearing := 4*g + 2
		if g >= advances { // the last glyphs share an advance
			bearing = 4*advances + 2*(g-advances)
		}
		binary.BigEndian.PutUint16(metrics[bearing:], uint16(b.xMin))
		outlines = appendGlyph(outlines, contours, b)
		if len(outlines)%2 != 0 {
			outlines = append(outlines, 0)
		}
	}
	offsets = binary.BigEndian.AppendUint32(offsets, uint32(len(outlines)))
	for i, v := range []int{all.xMin, all.yMin, all.xMax, all.yMax} {
		binary.BigEndian.PutUint16(head[36+2*i:], uint16(v))
	}
	binary.BigEndian.PutUint16(head[50:], 1) // offsets of 32 bits
	binary.BigEndian.PutUint16(maxp[6:], uint16(maxPoints))
	binary.BigEndian.PutUint16(maxp[8:], uint16(maxContours))
	tables["glyf"], tables["loca"], tables["hmtx"], tables["head"], tables["maxp"] = outlines, offsets, metrics, head, maxp
	return after
}

// drawnAgain simplifies each contour of a glyph.
func drawnAgain(points []sfnt.Point, tolerance float64) [][]sfnt.Point {
	var out [][]sfnt.Point
	begin := 0
	for i := range points {
		if points[i].Last {
			out = append(out, simplified(points[begin:i+1], tolerance))
			begin = i + 1
		}
	}
	return out
}

// split takes a file apart into its tables.
func split(data string) (tables map[string][]byte, order []string, err error) {
	b := []byte(data)
	tables = map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		e := b[12+16*i:]
		from, length := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		if uint64(from)+uint64(length) > uint64(len(b)) {
			return nil, nil, fmt.Errorf("the table %q lies outside the file", e[:4])
		}
		tables[string(e[:4])] = b[from : from+length]
		order = append(order, string(e[:4]))
	}
	return tables, order, nil
}

// join puts tables together to a file, with its checksums (OpenType 1.9, "Table Directory").
func join(tables map[string][]byte, order []string) []byte {
	n := len(order)
	power := 1 << (bits.Len(uint(n)) - 1)
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 * power, bits.Len(uint(power)) - 1, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	out = append(out, make([]byte, 16*n)...)
	head := 0
	for i, tag := range order {
		at, length := len(out), len(tables[tag])
		out = append(out, tables[tag]...)
		if tag == "head" {
			head = at
			binary.BigEndian.PutUint32(out[at+8:], 0)
		}
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
		entry := out[12+16*i:]
		copy(entry, tag)
		binary.BigEndian.PutUint32(entry[4:], checksum(out[at:]))
		binary.BigEndian.PutUint32(entry[8:], uint32(at))
		binary.BigEndian.PutUint32(entry[12:], uint32(length))
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	return sum
}
