package sfnt

import "fmt"

// cmap is the one subtable of the font's cmap that is used: format 12 (all of Unicode) if there is one, else format 4
// (up to U+FFFF).
type cmap struct {
	table  string // from the subtable's first byte on
	format uint16
	count  int // segments of format 4, groups of format 12
}

// choose picks the subtable. Unicode (platform 0) and Windows (platform 3) subtables are understood; one for symbol
// fonts (3, 0) is not, because its characters are private.
func (c *cmap) choose(table string) error {
	if len(table) < 4 {
		return fmt.Errorf("%w: no cmap table", ErrDamaged)
	}
	for i := range min(int(u16(table, 2)), maxTables) {
		record := 4 + 8*i
		platform, encoding := u16(table, record), u16(table, record+2)
		if platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		t := sub(table, int(u32(table, record+4)), len(table))
		switch format := u16(t, 0); {
		case format == 12 && len(t) >= 16:
			*c = cmap{t, 12, min(int(u32(t, 12)), (len(t)-16)/12)}
		case format == 4 && len(t) >= 16 && c.format != 12:
			*c = cmap{t, 4, min(int(u16(t, 6))/2, (len(t)-16)/8)}
		}
	}
	if c.format == 0 {
		return fmt.Errorf("%w: no Unicode cmap of format 4 or 12", ErrDamaged)
	}
	return nil
}

func (c *cmap) lookup(r rune) uint16 {
	if r < 0 || r > 0x10FFFF {
		return 0
	}
	if c.format == 12 {
		return c.lookup12(uint32(r))
	}
	if r > 0xFFFF {
		return 0
	}
	return c.lookup4(int(r))
}

// lookup12 searches the sorted groups (first character, last character, first glyph).
func (c *cmap) lookup12(r uint32) uint16 {
	low, high := 0, c.count
	for low < high {
		mid := int(uint(low+high) / 2)
		group := 16 + 12*mid
		switch first, last := u32(c.table, group), u32(c.table, group+4); {
		case r < first:
			high = mid
		case r > last:
			low = mid + 1
		default:
			if glyph := u32(c.table, group+8) + (r - first); glyph <= 0xFFFF {
				return uint16(glyph)
			}
			return 0
		}
	}
	return 0
}

// lookup4 searches the segments, whose four arrays (endCode, startCode, idDelta, idRangeOffset) follow one another.
func (c *cmap) lookup4(r int) uint16 {
	ends, n := 14, 2*c.count
	starts := ends + n + 2
	deltas, offsets := starts+n, starts+2*n
	low, high := 0, c.count
	for low < high {
		mid := int(uint(low+high) / 2)
		if int(u16(c.table, ends+2*mid)) < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == c.count {
		return 0
	}
	first := int(u16(c.table, starts+2*low))
	if r < first {
		return 0
	}
	delta := u16(c.table, deltas+2*low)
	at := offsets + 2*low
	offset := int(u16(c.table, at))
	if offset == 0 {
		return uint16(r) + delta
	}
	// The offset counts from its own position into the glyph array that follows.
	glyph := u16(c.table, at+offset+2*(r-first))
	if glyph == 0 {
		return 0
	}
	return glyph + delta
}
