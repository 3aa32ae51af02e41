package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/klauspost/compress/flate"
)

const (
	// held is how much of a part waits before it is packed. A packer takes more memory than most sheets, and those that never have so much
	// share one, at the end.
	held = 256 << 10
	// kept is how much of a packed part stays in memory; what is more goes to a file.
	kept = 8 << 20
	// level is that of the packer: rows repeat so much that more work finds little.
	level = 6
)

// spool takes a part of the package as it comes, packed.
type spool struct {
	kept   int
	plain  []byte // what waits
	size   int64  // of the part
	crc    uint32
	packer *flate.Writer // nil before anything was packed
	packed bytes.Buffer
	length int64    // of what is packed, in the file and in memory
	file   *os.File // nil while all is in memory
}

func (s *spool) write(b []byte) error {
	s.size += int64(len(b))
	s.crc = crc32.Update(s.crc, crc32.IEEETable, b)
	s.plain = append(s.plain, b...)
	if len(s.plain) < held {
		return nil
	}
	if s.packer == nil {
		var err error
		if s.packer, err = flate.NewWriter(&s.packed, level); err != nil {
			return fmt.Errorf("packing a sheet: %w", err)
		}
	}
	return s.pack()
}

// pack packs what waits.
func (s *spool) pack() error {
	if _, err := s.packer.Write(s.plain); err != nil {
		return fmt.Errorf("packing a sheet: %w", err)
	}
	s.plain = s.plain[:0]
	if s.packed.Len() > s.kept {
		return s.spill()
	}
	return nil
}

func (s *spool) spill() error {
	if s.file == nil {
		file, err := os.CreateTemp("", "nianbao-sheet-*")
		if err != nil {
			return fmt.Errorf("keeping a sheet: %w", err)
		}
		s.file = file
	}
	n, err := s.packed.WriteTo(s.file)
	s.length += n
	if err != nil {
		return fmt.Errorf("keeping a sheet: %w", err)
	}
	return nil
}

// finish ends a part that has a packer of its own.
func (s *spool) finish() error {
	if s.packer == nil {
		return nil
	}
	err := errors.Join(s.pack(), s.packer.Close())
	s.packer, s.plain = nil, nil
	s.length += int64(s.packed.Len())
	return err
}

// small reports whether all of the part still waits.
func (s *spool) small() bool { return s.length == 0 }

func (s *spool) copyTo(to io.Writer) error {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("reading a sheet back: %w", err)
		}
		if _, err := io.Copy(to, s.file); err != nil {
			return fmt.Errorf("reading a sheet back: %w", err)
		}
	}
	_, err := to.Write(s.packed.Bytes())
	return err
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	err := errors.Join(s.file.Close(), os.Remove(s.file.Name()))
	s.file = nil
	return err
}
