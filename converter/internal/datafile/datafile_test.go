package datafile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/datafile"
)

type form struct {
	Name   string            `json:"name"`
	Labels map[string]string `json:"labels"`
	Tables []*struct {
		Widths []int `json:"widths"`
	} `json:"tables"`
	Sign sign `json:"sign"`
}

// sign reads itself from a text.
type sign struct{ negative bool }

func (s *sign) UnmarshalText(text []byte) error {
	s.negative = string(text) == "-"
	return nil
}

const good = `{
 "name": "a",
 "labels": {"x/y": "1"},
 "tables": [
  {"widths": [1, 2]},
  {"widths": [3]}
 ],
 "sign": "-"
}`

func TestDecodeFaults(t *testing.T) {
	var f form
	if _, err := datafile.Decode([]byte(good), &f); err != nil || f.Name != "a" || f.Tables[1].Widths[0] != 3 || f.Labels["x/y"] != "1" || !f.Sign.negative {
		t.Fatalf("%+v, %v", f, err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", `"name"`, `"nmae"`, `2: /nmae: unknown field "nmae"`},
		{"another case", `"name"`, `"Name"`, `2: /Name: unknown field "Name"`},
		{"unknown key inside", `{"widths": [3]}`, `{"wide": 3}`, `6: /tables/1/wide: unknown field`},
		{"twice", `"sign"`, `"name": "b", "sign"`, `8: /name: it stands twice`},
		{"twice in a map", `{"x/y": "1"}`, `{"x/y": "1", "x/y": "2"}`, `3: /labels/x~1y: it stands twice`},
		{"wrong type", `[3]`, `"3"`, `6: /tables/1/widths: json: cannot unmarshal string`},
		{"wrong type of an element", `[1, 2]`, `[1, "2"]`, `5: /tables/0/widths/1: json: cannot unmarshal string`},
		{"a list for an object", `{"x/y": "1"}`, `[]`, `3: /labels: json: cannot unmarshal array`},
		{"no whole number", `[3]`, `[3.5]`, `6: /tables/1/widths/0: json: cannot unmarshal number`},
		{"a comma too many", `[3]`, `[3,]`, `6: /tables/1/widths/1: invalid character`},
		{"cut off", " ],\n \"sign\": \"-\"\n}", "", `6: /tables: unexpected end`},
		{"something behind", "-\"\n}", "-\"\n}\n1", `10: something follows`},
		{"nested too deep", `"-"`, strings.Repeat("[", 100) + strings.Repeat("]", 100), "nested too deep"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: %s is not in the file", c.name, c.old)
		}
		_, err := datafile.Decode([]byte(strings.Replace(good, c.old, c.new, 1)), &form{})
		fault, ok := errors.AsType[*datafile.Fault](err)
		if !ok || !strings.Contains(err.Error(), c.want) || fault.Line == 0 {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// What a validation finds is located afterwards; a field that is missing, at what it is missing in.
func TestLocate(t *testing.T) {
	source, err := datafile.Decode([]byte(good), &form{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{datafile.Under("/tables/1", datafile.At("/widths/0", "%d is odd", 3)), "f.json:6: /tables/1/widths/0: 3 is odd"},
		{datafile.At("/tables/1/height", "it is missing"), "f.json:6: /tables/1/height: it is missing"},
		{datafile.Under("/labels", errors.New("none")), "f.json:3: /labels: none"},
		{errors.New("plain"), "f.json: plain"},
	} {
		if got := datafile.InFile("f.json", source.Locate(c.err)); got.Error() != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if datafile.InFile("f", source.Locate(datafile.Under("/x", nil))) != nil {
		t.Error("no error became one")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(`{"name": {"a": [`))
	f.Fuzz(func(t *testing.T, data []byte) {
		source, err := datafile.Decode(data, &form{})
		if (source == nil) == (err == nil) {
			t.Fatalf("%v, %v", source, err)
		}
	})
}

func ExampleDecode() {
	var style struct {
		Width int `json:"width"`
	}
	_, err := datafile.Decode([]byte("{\n \"width\": \"wide\"\n}"), &style)
	fmt.Println(datafile.InFile("my.json", err))
	// Output: my.json:2: /width: json: cannot unmarshal string into Go struct field .width of type int
}
