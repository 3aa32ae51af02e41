package pdftest

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// The kinds of objects beside bool, int, float64 and nil (7.3).
type (
	Name   string
	String string
	Array  []any
	Dict   map[Name]any
	Ref    int // of generation 0
	Stream struct {
		Dict Dict
		Data []byte // decoded
	}
	operator string // in contents; in files a keyword
)

// scanner reads objects.
type scanner struct {
	data []byte
	at   int
}

var errEnd = errors.New("the data end too early")

func white(c byte) bool { return bytes.IndexByte([]byte("\x00\t\n\f\r "), c) >= 0 }
func delimiter(c byte) bool {
	return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0
}

func (s *scanner) skip() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case white(c):
			s.at++
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// object reads the next object, or an operator. References are resolved only in files: contents have none (7.8.2).
func (s *scanner) object(references bool) (any, error) {
	s.skip()
	if s.at >= len(s.data) {
		return nil, errEnd
	}
	switch c := s.data[s.at]; {
	case c == '/':
		s.at++
		return s.name()
	case c == '(':
		s.at++
		return s.literal()
	case bytes.HasPrefix(s.data[s.at:], []byte("<<")):
		s.at += 2
		return s.dictionary(references)
	case c == '<':
		s.at++
		return s.hexadecimal()
	case c == '[':
		s.at++
		list := Array{}
		for {
			if s.skip(); s.at < len(s.data) && s.data[s.at] == ']' {
				s.at++
				return list, nil
			}
			o, err := s.object(references)
			if err != nil {
				return nil, err
			}
			list = append(list, o)
		}
	case delimiter(c):
		return nil, fmt.Errorf("%q at %d", c, s.at)
	}
	word := s.word()
	if n, err := strconv.Atoi(word); err == nil {
		if references && n >= 0 {
			before := s.at
			if s.skip(); s.word() == "0" {
				if s.skip(); s.word() == "R" {
					return Ref(n), nil
				}
			}
			s.at = before
		}
		return n, nil
	}
	if x, err := strconv.ParseFloat(word, 64); err == nil {
		return x, nil
	}
	switch word {
	case "true", "false":
		return word == "true", nil
	case "null":
		return nil, nil
	}
	return operator(word), nil
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.data) && !white(s.data[s.at]) && !delimiter(s.data[s.at]) {
		s.at++
	}
	return string(s.data[from:s.at])
}

func (s *scanner) name() (any, error) {
	raw := s.word()
	var b []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8)
			if err != nil {
				return nil, fmt.Errorf("name %q", raw)
			}
			b = append(b, byte(n))
			i += 2
			continue
		}
		b = append(b, raw[i])
	}
	return Name(b), nil
}

func (s *scanner) literal() (any, error) {
	var b []byte
	for depth := 1; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return String(b), nil
			}
		case '\r': // an end of line in a string is a line feed, whatever it was written as (7.3.4.2)
			if s.at+1 < len(s.data) && s.data[s.at+1] == '\n' {
				continue
			}
			b = append(b, '\n')
			continue
		case '\\':
			s.at++
			b = s.escape(b)
			continue
		}
		b = append(b, s.data[s.at])
	}
	return nil, errEnd
}

// escape appends what the character behind a backslash stands for.
func (s *scanner) escape(b []byte) []byte {
	if s.at >= len(s.data) {
		return b
	}
	c := s.data[s.at]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(b, "\n\r\t\b\f"[i])
	}
	if c >= '0' && c <= '7' {
		n := 0
		end := min(s.at+3, len(s.data))
		for ; s.at < end && s.data[s.at] >= '0' && s.data[s.at] <= '7'; s.at++ {
			n = n*8 + int(s.data[s.at]-'0')
		}
		s.at--
		return append(b, byte(n))
	}
	switch c {
	case '\n':
		return b
	case '\r':
		if s.at+1 < len(s.data) && s.data[s.at+1] == '\n' {
			s.at++
		}
		return b
	}
	return append(b, c)
}

func (s *scanner) hexadecimal() (any, error) {
	var digits []byte
	for ; s.at < len(s.data); s.at++ {
		c := s.data[s.at]
		if c == '>' {
			s.at++
			if len(digits)%2 == 1 {
				digits = append(digits, '0')
			}
			b := make([]byte, len(digits)/2)
			for i := range b {
				n, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
				if err != nil {
					return nil, fmt.Errorf("hexadecimal string %q", digits)
				}
				b[i] = byte(n)
			}
			return String(b), nil
		}
		if !white(c) {
			digits = append(digits, c)
		}
	}
	return nil, errEnd
}

func (s *scanner) dictionary(references bool) (any, error) {
	d := Dict{}
	for {
		if s.skip(); bytes.HasPrefix(s.data[s.at:], []byte(">>")) {
			s.at += 2
			return d, nil
		}
		key, err := s.object(references)
		if err != nil {
			return nil, err
		}
		name, ok := key.(Name)
		if !ok {
			return nil, fmt.Errorf("a dictionary with the key %v", key)
		}
		if _, twice := d[name]; twice {
			return nil, fmt.Errorf("a dictionary with two entries /%s", name)
		}
		if d[name], err = s.object(references); err != nil {
			return nil, err
		}
	}
}
