package server

import (
	"strings"
	"testing"
)

func TestSafeName(t *testing.T) {
	long := strings.Repeat("政", 100) + ".docx"
	for name, want := range map[string]string{
		"a.txt": "a.txt", `C:\x\年报.docx`: "年报.docx", "../../etc/passwd": "passwd", "": "", "..": "..", "/": "", "a\r\nSet-Cookie: x.txt": "a__Set-Cookie_ x.txt",
		"a\u202etxt.exe": "a_txt.exe", `a"b.txt`: "a_b.txt", "a;b%c.txt": "a_b_c.txt", long: strings.Repeat("政", 48) + ".docx",
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
}
