package pdf

// writeOutputIntent says what black is: an sRGB profile, as PDF/A asks for where device colours are used
// (ISO 19005-2 6.2.3, 6.2.4.3).
func (f *file) writeOutputIntent() int {
	profile, object := f.reserve(), f.reserve()
	f.rawStream(profile, "/N 3/Filter/FlateDecode", f.profile())
	f.begin(object)
	f.text("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)" +
		"/DestOutputProfile ").ref(profile)
	f.text(">>")
	f.end()
	return object
}

func deflatedProfile() []byte {
	d := newDeflater()
	return d.pack(sRGB())
}

// sRGB returns an ICC profile (ICC.1:2001-04, version 2.4) with the primaries of IEC 61966-2-1, adapted to D50, and its
// tone curve as a table. It is computed rather than copied, so nobody's profile is redistributed.
func sRGB() []byte {
	const tags = 9
	curve := sRGBCurve()
	type tag struct {
		name string
		data []byte
	}
	red, green, blue := xyz(0x6FA2, 0x38F5, 0x0390), xyz(0x6299, 0xB785, 0x18DA), xyz(0x24A0, 0x0F84, 0xB6CF)
	list := [tags]tag{
		{"desc", description("sRGB")}, {"cprt", textTag("No copyright, use freely")}, {"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)},
		{"rXYZ", red}, {"gXYZ", green}, {"bXYZ", blue}, {"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil},
	}
	b := make([]byte, 128)
	copy(b[8:], "\x02\x40\x00\x00mntrRGB XYZ ")
	copy(b[24:], "\x07\xE8\x00\x01\x00\x01") // a fixed date: 1 January 2024
	copy(b[36:], "acsp")
	copy(b[68:], xyz(0xF6D6, 0x10000, 0xD32D)[8:])
	b = be32(b, tags)
	table := len(b)
	b = append(b, make([]byte, 12*tags)...)
	at, size := 0, 0
	for i, t := range list {
		if t.data != nil { // the three curves are one
			at, size = len(b), len(t.data)
			b = append(b, t.data...)
			for len(b)%4 != 0 {
				b = append(b, 0)
			}
		}
		entry := append([]byte(t.name), be32(be32(nil, at), size)...)
		copy(b[table+12*i:], entry)
	}
	copy(b, be32(nil, len(b)))
	return b
}

func be32(b []byte, v int) []byte { return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v)) }

// xyz is an XYZType of three 15.16 numbers.
func xyz(x, y, z int) []byte { return be32(be32(be32([]byte("XYZ \x00\x00\x00\x00"), x), y), z) }

func textTag(s string) []byte { return append([]byte("text\x00\x00\x00\x00"), s+"\x00"...) }

// description is a textDescriptionType with its ASCII part only.
func description(s string) []byte {
	b := be32([]byte("desc\x00\x00\x00\x00"), len(s)+1)
	b = append(b, s+"\x00"...)
	return append(b, make([]byte, 4+4+2+1+67)...)
}

// sRGBCurve is the tone curve of IEC 61966-2-1 at 64 points, in 16 bits: v/12.92 below 0.04045, else
// ((v+0.055)/1.055)^2.4. The powers were computed beforehand, so that no platform rounds them differently.
func sRGBCurve() []byte {
	points := [64]int{
		0, 81, 161, 244, 345, 466, 609, 776, 965, 1180, 1420, 1687, 1980, 2301, 2651, 3030,
		3439, 3879, 4349, 4851, 5386, 5953, 6554, 7189, 7858, 8562, 9302, 10078, 10890, 11739, 12626, 13551,
		14513, 15515, 16556, 17636, 18757, 19918, 21120, 22363, 23648, 24974, 26344, 27756, 29211, 30710, 32253, 33840,
		35471, 37148, 38870, 40638, 42452, 44312, 46219, 48173, 50174, 52223, 54320, 56465, 58659, 60901, 63193, 65535,
	}
	b := be32([]byte("curv\x00\x00\x00\x00"), len(points))
	for _, p := range points {
		b = append(b, byte(p>>8), byte(p))
	}
	return b
}
