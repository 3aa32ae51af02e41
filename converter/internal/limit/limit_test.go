package limit_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"nianbao/converter/internal/limit"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int64
		ok    bool
	}{{"", 0, true}, {"", 5, true}, {"12345", 5, true}, {"123456", 5, false}, {"1", 0, false}, {"12345", math.MaxInt64, true}} {
		for name, r := range map[string]io.Reader{"at once": strings.NewReader(c.text), "byte by byte": iotest.OneByteReader(strings.NewReader(c.text))} {
			data, err := limit.Read(r, c.limit, "the file")
			if c.ok && (err != nil || string(data) != c.text) {
				t.Errorf("%q within %d, %s: %q, %v", c.text, c.limit, name, data, err)
			}
			var exceeded *limit.Exceeded
			if !c.ok && (data != nil || !errors.Is(err, limit.ErrTooLarge) || !errors.As(err, &exceeded) || exceeded.Limit != c.limit ||
				err.Error() != fmt.Sprintf("more than %d bytes of the file", c.limit)) {
				t.Errorf("%q within %d, %s: %q, %v", c.text, c.limit, name, data, err)
			}
		}
	}
}

// A reader without end is left after one byte too many.
func TestReadStops(t *testing.T) {
	n := 0
	endless := readerFunc(func(p []byte) (int, error) { n += len(p); return len(p), nil })
	if _, err := limit.Read(endless, 1000, "x"); !errors.Is(err, limit.ErrTooLarge) || n > 1001 {
		t.Errorf("read %d bytes: %v", n, err)
	}
}

func TestReadPassesErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	if _, err := limit.Read(iotest.ErrReader(broken), 10, "the part"); !errors.Is(err, broken) || !strings.Contains(err.Error(), "the part") {
		t.Errorf("got %v", err)
	}
}

// A limit of zero would refuse everything: none may be forgotten when one is added.
func TestDefaultHasEveryLimit(t *testing.T) {
	v := reflect.ValueOf(limit.Default())
	for i := range v.NumField() {
		if v.Field(i).Int() <= 0 {
			t.Errorf("%s has no default", v.Type().Field(i).Name)
		}
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func ExampleRead() {
	_, err := limit.Read(strings.NewReader("six bytes"), 5, "the request")
	fmt.Println(err)
	// Output: more than 5 bytes of the request
}
