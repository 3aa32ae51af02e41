package font

// cidKeyed reports whether a font in CFF (Adobe technical note 5176) numbers its glyphs by CIDs: its first dictionary then begins with the
// collection that they belong to (the operator ROS, 12 30). Of others the codes are numbers of glyphs, whatever the file claims
// (ISO 32000-1 9.7.4.2).
func cidKeyed(data []byte) bool {
	if len(data) < 4 || data[0] != 1 {
		return false
	}
	_, rest, ok := firstOf(data[min(int(data[2]), len(data)):]) // the names
	if !ok {
		return false
	}
	top, _, ok := firstOf(rest)
	if !ok {
		return false
	}
	for len(top) > 0 {
		operator := top[0] <= 21
		if operator {
			return len(top) > 1 && top[0] == 12 && top[1] == 30
		}
		top = top[min(operandLength(top[0]), len(top)):]
	}
	return false
}

// operandLength is how many bytes a whole number in a dictionary takes (table 3).
func operandLength(first byte) int {
	switch {
	case first == 28:
		return 3
	case first == 29:
		return 5
	case first >= 247:
		return 2
	}
	return 1
}

// firstOf returns the first object of an INDEX (5) and what stands behind the INDEX.
func firstOf(data []byte) (first, rest []byte, ok bool) {
	if len(data) < 3 {
		return nil, nil, false
	}
	count, size := int(data[0])<<8|int(data[1]), int(data[2])
	if count == 0 || size < 1 || size > 4 {
		return nil, nil, false
	}
	objects := 3 + size*(count+1) // offsets count from the byte before
	if objects > len(data) {
		return nil, nil, false
	}
	offset := func(i int) int {
		n := 0
		for _, b := range data[3+size*i:][:size] {
			n = n<<8 | int(b)
		}
		return objects - 1 + n
	}
	end, last := offset(1), offset(count)
	if end < objects || end > len(data) || last < end || last > len(data) {
		return nil, nil, false
	}
	return data[objects:end], data[last:], true
}
