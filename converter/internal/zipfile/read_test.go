package zipfile_test

import (
	"bytes"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/zipfile"
)

// TestOpen: what was written is read; a part that is not there is told from an empty one; a changed byte of a part is noticed.
func TestOpen(t *testing.T) {
	data, err := zipfile.Append(nil, []zipfile.Entry{zipfile.Stored("a/B.xml", []byte("<b>文</b>")), zipfile.Stored("empty", nil)})
	if err != nil {
		t.Fatal(err)
	}
	open := func(data []byte) *zipfile.Archive {
		a, fault := zipfile.Open(limit.NewMeter(t.Context(), limit.Default()), data)
		if fault != nil {
			t.Fatal(fault.Message("en"))
		}
		return a
	}
	a := open(data)
	if names := a.Names(); len(names) != 2 || names[0] != "a/B.xml" || names[1] != "empty" {
		t.Errorf("it holds %q", names)
	}
	if !a.Has("A/b.xml") || a.Has("b.xml") {
		t.Error("names of parts are equal without regard to case, and to nothing else")
	}
	if part, fault := a.Read("a/b.XML"); fault != nil || string(part) != "<b>文</b>" {
		t.Errorf("read %q, %v", part, fault)
	}
	if part, fault := a.Read("empty"); fault != nil || part == nil || len(part) > 0 {
		t.Errorf("the empty part is %v, %v", part, fault)
	}
	if part, fault := a.Read("other"); fault != nil || part != nil {
		t.Errorf("a part that is not there is %v, %v", part, fault)
	}
	if _, fault := open(bytes.Replace(data, []byte("<b>"), []byte("<c>"), 1)).Read("a/B.xml"); fault == nil || fault.Code != "docx-zip" {
		t.Errorf("a damaged part: %v", fault)
	}
}
