package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"nianbao/converter/diag"
)

// A form that a browser sends without a script gets its problem as a page that people can read, in their language and with a
// way back; a program gets problem details (RFC 9457). Accept tells them apart.

// mediaProblem is the type of problem details (RFC 9457 section 3).
const mediaProblem = "application/problem+json"

// wantsPage reports whether the one who asked likes a page better than data. Who does not say gets data.
func wantsPage(h http.Header) bool {
	const page = "text/html; charset=utf-8"
	media, ok := preferred(strings.Join(h.Values("Accept"), ","), []string{mediaProblem, "application/json", page})
	return ok && media == page
}

// problemWords are the words of the page.
type problemWords struct{ Lang, Found, Back, Hint, Request string }

func problemWordsIn(lang diag.Lang) problemWords {
	words := problemWords{Lang: "zh-CN", Found: diag.Word("problem-found").In(lang), Back: diag.Word("problem-back").In(lang),
		Hint: diag.Word("problem-hint").In(lang), Request: diag.Word("problem-request").In(lang)}
	if lang == diag.English {
		words.Lang = "en"
	}
	return words
}

// problemStyle is the page's style; the policy of the page lets pass it alone, by its hash.
const problemStyle = `body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2328;background:#fff;` +
	`max-width:44rem;margin:3rem auto;padding:0 1rem;overflow-wrap:break-word}h1{font-size:1.5rem}h2{font-size:1.1rem}` +
	`.detail{border-left:4px solid #b3261e;padding:.25rem 0 .25rem 1rem}a{color:#0b57a4}.quiet{color:#57606a;font-size:.875rem}` +
	`@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#15191e}a{color:#7db7ff}.quiet{color:#9aa4af}.detail{border-color:#f2827a}}`

// problemPage is a page of a problem, and the policy that goes with it.
type problemPage struct {
	template *template.Template
	policy   string
}

var problemPages = sync.OnceValues(func() (*problemPage, error) {
	t, err := template.New("problem").Parse(`<!DOCTYPE html>
<html lang="{{.Words.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p class="detail">{{.Detail}}</p>
{{- if .Others}}
<h2>{{.Words.Found}}</h2>
<ul>
{{- range .Others}}
<li>{{.}}</li>
{{- end}}
</ul>
{{- end}}
<p><a href="/">{{.Words.Back}}</a></p>
<p class="quiet">{{.Words.Hint}}</p>
<p class="quiet">{{.Words.Request}}: {{.Request}} · {{.Code}}</p>
</main>
</body>
</html>
`)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(problemStyle))
	return &problemPage{t, "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}, nil
})

// page writes a problem as a page. Its other findings are told below the one that decided.
func (p *problem) page(request string, lang diag.Lang) (data []byte, policy string, err error) {
	made, err := problemPages()
	if err != nil {
		return nil, "", err
	}
	words := problemWordsIn(lang)
	told := func(d *diag.Diagnostic) string {
		if d.Place.Line == 0 {
			return d.Message(lang)
		}
		return diag.Word("problem-line").With("n", d.Place.Line).In(lang) + problemColon[lang] + d.Message(lang)
	}
	detail := p.Detail
	var others []string
	decided := false
	for i := range p.Errors {
		d := &p.Errors[i]
		if !decided && d.Code == p.Code && d.Severity == diag.Error {
			detail, decided = told(d), true
			continue
		}
		others = append(others, told(d))
	}
	var b bytes.Buffer
	err = made.template.Execute(&b, map[string]any{"Words": words, "Style": template.CSS(problemStyle), "Title": p.Title, "Detail": detail,
		"Others": others, "Request": request, "Code": p.Code})
	return b.Bytes(), made.policy, err
}

// problemColon stands between a place and what is said of it.
var problemColon = map[diag.Lang]string{diag.Chinese: "：", diag.English: ": "}
