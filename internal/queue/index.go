package queue

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// Index is a table of keys and numbers that lies on the disk, so that memory does not grow with what is in it. It is made anew from
// the journal and the manifests at each start and never believed afterwards; nothing is lost with it. It may be used by many goroutines.
type Index struct {
	mu     sync.Mutex
	path   string
	file   *os.File
	slots  uint64 // a power of two
	used   uint64
	probes int64 // slots that were read: for tests, which count instead of looking at the clock
}

// A slot is a key and the number plus one; 0 there is an empty slot.
const slotSize = len(Key{}) + 8

// fewestSlots is a table's first size. It doubles when more than half of it is used, so that a look-up reads two slots on average.
const fewestSlots = 1 << 10

// NewIndex makes an empty table in a file, in place of what is there.
func NewIndex(path string) (*Index, error) {
	file, err := newTable(path, fewestSlots)
	if err != nil {
		return nil, err
	}
	return &Index{path: path, file: file, slots: fewestSlots}, nil
}

func newTable(path string, slots uint64) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, fmt.Errorf("making the index: %w", err)
	}
	if err := file.Truncate(int64(slots) * int64(slotSize)); err != nil {
		return nil, errors.Join(fmt.Errorf("making the index: %w", err), file.Close())
	}
	return file, nil
}

// Get returns the number of a key, and false where the key is not there.
func (x *Index) Get(key Key) (int64, bool, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	_, value, err := x.find(x.file, x.slots, key)
	return value - 1, value != 0, err
}

// Put gives a key a number, 0 or more, in place of the one it had.
func (x *Index) Put(key Key, number int64) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	at, old, err := x.find(x.file, x.slots, key)
	if err != nil {
		return err
	}
	if err := writeSlot(x.file, at, key, number+1); err != nil {
		return err
	}
	if old == 0 {
		x.used++
	}
	if x.used > x.slots/2 {
		return x.grow()
	}
	return nil
}

// find returns the place of a key's slot, or of the empty one where it would stand, and what is in it.
func (x *Index) find(file *os.File, slots uint64, key Key) (at, value int64, err error) {
	var slot [slotSize]byte
	for i := binary.LittleEndian.Uint64(key[:]) & (slots - 1); ; i = (i + 1) & (slots - 1) {
		x.probes++
		at = int64(i) * int64(slotSize)
		if _, err := file.ReadAt(slot[:], at); err != nil {
			return 0, 0, fmt.Errorf("reading the index: %w", err)
		}
		value = int64(binary.LittleEndian.Uint64(slot[len(key):]))
		if value == 0 || Key(slot[:len(key)]) == key {
			return at, value, nil
		}
	}
}

func writeSlot(file *os.File, at int64, key Key, value int64) error {
	slot := binary.LittleEndian.AppendUint64(key[:], uint64(value))
	if _, err := file.WriteAt(slot, at); err != nil {
		return fmt.Errorf("writing the index: %w", err)
	}
	return nil
}

// grow moves everything into a table of twice the size.
func (x *Index) grow() error {
	next := x.path + ".next"
	file, err := newTable(next, 2*x.slots)
	if err != nil {
		return err
	}
	err = x.copyTo(file, 2*x.slots)
	if err == nil {
		err = x.file.Close()
	}
	if err == nil {
		err = os.Rename(next, x.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("growing the index: %w", err), file.Close(), os.Remove(next))
	}
	x.file, x.slots = file, 2*x.slots
	return nil
}

func (x *Index) copyTo(file *os.File, slots uint64) error {
	const block = 1 << 10
	buffer := make([]byte, block*slotSize)
	for at := int64(0); at < int64(x.slots)*int64(slotSize); at += int64(len(buffer)) {
		if _, err := x.file.ReadAt(buffer, at); err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading the index: %w", err)
		}
		for i := 0; i < len(buffer); i += slotSize {
			key := Key(buffer[i : i+len(Key{})])
			value := int64(binary.LittleEndian.Uint64(buffer[i+len(key) : i+slotSize]))
			if value == 0 {
				continue
			}
			to, _, err := x.find(file, slots, key)
			if err != nil {
				return err
			}
			if err := writeSlot(file, to, key, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close gives the table up.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := errors.Join(x.file.Close(), os.Remove(x.path)); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}
