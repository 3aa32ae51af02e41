package webpage

import (
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
)

func TestUnpack(t *testing.T) {
	head := "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n    type=\"text/html\";\r\n    boundary=\"--x\"\r\n\r\n"
	part := func(kind, encoding, body string) string {
		return "----x\r\nContent-Type: " + kind + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body + "\r\n"
	}
	for name, c := range map[string]struct{ archive, want string }{
		"quoted-printable":      {head + part("image/png", "base64", "AAAA") + part(`text/html; charset="utf-8"`, "quoted-printable", "<p class=3D\"a\">=E7=94=\r\n=B2</p>") + "----x--", `<p class="a">甲</p>`},
		"base64":                {head + part("text/html", "base64", "PHA+55SyPC9wPg==") + "----x--", "<p>甲</p>"},
		"no last boundary":      {head + part("text/html", "8bit", "<p>甲</p>"), "<p>甲</p>"},
		"not in parts":          {"Content-Type: text/html\r\n\r\n<p>甲</p>", "<p>甲</p>"},
		"damaged":               {head + part("text/html", "base64", "PHA+!!!!") + "----x--", ""},
		"no page":               {head + part("image/png", "base64", "AAAA") + "----x--", ""},
		"no boundary":           {"Content-Type: multipart/related\r\n\r\n<p>甲</p>", ""},
		"no archive":            {"甲", ""},
		"larger than the limit": {"Content-Type: text/html\r\n\r\n" + strings.Repeat("甲", 1000), ""},
	} {
		limits := limit.Default()
		limits.Input = 100
		if got := strings.TrimRight(string(Unpack([]byte(c.archive), limits)), "\r\n"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
