package queue

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
)

// Files of this package are lines of a check sum (CRC-32C, eight hex digits), a blank and JSON. A machine that loses power may leave
// half a line, or a block that was never written, at the end of a file; the check sum tells it from what was meant.

// longestLine is how many bytes one line may have. A file of two hundred reports takes about 100 kB.
const longestLine = 16 << 20

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// appendLine writes one line.
func appendLine(to []byte, value []byte) []byte {
	to = fmt.Appendf(to, "%08x ", crc32.Checksum(value, castagnoli()))
	return append(append(to, value...), '\n')
}

// errBadLine says that a line is not what was written.
var errBadLine = errors.New("a line is damaged")

// readLines calls f for each line with the place at which it begins, and leaves out those that are damaged. It returns the end of the last
// good one, and how many bytes were damaged.
func readLines(from io.Reader, f func(at int64, value []byte) error) (end, damaged int64, err error) {
	reader := bufio.NewReaderSize(from, 1<<16)
	for at := int64(0); ; {
		line, length, err := readLine(reader)
		if err != nil && !errors.Is(err, io.EOF) {
			return end, damaged, fmt.Errorf("reading: %w", err)
		}
		if length == 0 {
			return end, damaged, nil
		}
		if value, ok := parseLine(line); ok {
			if err := f(at, value); err != nil {
				return end, damaged, err
			}
			end = at + length
		} else {
			damaged += length
		}
		at += length
	}
}

// readLine reads a line with its end, and says how long it is: one that is too long comes cut, so that it counts as damaged. The error is
// io.EOF where the end is missing.
func readLine(reader *bufio.Reader) (line []byte, length int64, err error) {
	for {
		part, err := reader.ReadSlice('\n')
		length += int64(len(part))
		if len(line) <= longestLine {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line[:min(len(line), longestLine)], length, err
		}
	}
}

func parseLine(line []byte) (value []byte, ok bool) {
	const sum = 8
	if len(line) < sum+2 || line[sum] != ' ' || line[len(line)-1] != '\n' {
		return nil, false
	}
	want, err := strconv.ParseUint(string(line[:sum]), 16, 32)
	value = bytes.TrimSuffix(line[sum+1:], []byte{'\n'})
	return value, err == nil && uint32(want) == crc32.Checksum(value, castagnoli())
}

// lineAt reads the one line that begins there.
func lineAt(file io.ReaderAt, at int64) ([]byte, error) {
	line, _, err := readLine(bufio.NewReaderSize(io.NewSectionReader(file, at, longestLine), 1<<12))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the line at %d: %w", at, err)
	}
	value, ok := parseLine(line)
	if !ok {
		return nil, fmt.Errorf("the line at %d: %w", at, errBadLine)
	}
	return value, nil
}
