package listing

import (
	"html"
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

const pageStyle = `body{margin:0;font:16px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1b1b1b;background:#fff}
main{max-width:80rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:1px solid #999;margin-top:2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.6rem 0;font-size:.9rem;width:100%}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{border:1px solid #767676;padding:.2rem .5rem;text-align:left;vertical-align:top}
thead th,th.across{background:#eef1f5}th{font-weight:normal}td.figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
tr.mark td,tr.mark th{border-left-width:1px;background:#fff4d6}
del{background:#ffe1e4;color:#7d0016}ins{background:#dff3e0;color:#114d16;font-weight:bold}
a{color:#00496b}a:focus,.scroll:focus{outline:3px solid #00557a}
@page{size:A4 landscape;margin:15mm}
@media print{main{max-width:none;padding:0}.scroll{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}`

// HTML prints the listing as one page that needs nothing else: no script, no font, no picture and no address. All text is escaped.
func (l *Listing) HTML() []byte {
	lang := "zh-CN"
	if l.Lang == diag.English {
		lang = "en"
	}
	var b strings.Builder
	add := func(parts ...string) {
		for _, s := range parts {
			b.WriteString(s)
		}
	}
	add("<!DOCTYPE html>\n<html lang=\"", lang, "\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`, "\n",
		"<title>", esc(l.Title), "</title>\n<style>", pageStyle, "</style>\n</head>\n<body>\n<main>\n<h1>", esc(l.Title), "</h1>\n")
	for _, t := range l.Lines {
		add("<p>", esc(t), "</p>\n")
	}
	for i := range l.Sections {
		s := &l.Sections[i]
		id := strconv.Itoa(i + 1)
		add(`<section aria-labelledby="s`, id, `">`, "\n", `<h2 id="s`, id, `">`, esc(s.Heading), "</h2>\n")
		for _, t := range s.Lines {
			add("<p>", esc(t), "</p>\n")
		}
		if len(s.Rows) > 0 {
			s.html(add)
		}
		add("</section>\n")
	}
	add("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}

func esc(s string) string { return html.EscapeString(s) }

func (s *Section) html(add func(...string)) {
	add(`<div class="scroll" tabindex="0" role="group" aria-label="`, esc(s.Heading), `"><table>`, "\n<caption>", esc(s.Heading), "</caption>\n<thead><tr>")
	for _, c := range s.Columns {
		add(`<th scope="col">`, esc(c.Name), "</th>")
	}
	add("</tr></thead>\n<tbody>\n")
	for i := range s.Rows {
		r := &s.Rows[i]
		if s.isHeading(r) {
			add(`<tr><th class="across" scope="colgroup" colspan="`, strconv.Itoa(len(s.Columns)), `">`, runsHTML(r.Cells[0].Runs), "</th></tr>\n")
			continue
		}
		if r.Mark {
			add(`<tr class="mark">`)
		} else {
			add("<tr>")
		}
		for k, c := range r.Cells {
			text := runsHTML(c.Runs)
			if c.Link > 0 {
				text = `<a href="#s` + strconv.Itoa(c.Link) + `">` + text + "</a>"
			}
			switch {
			case k == 0:
				add(`<th scope="row">`, text, "</th>")
			case s.Columns[k].Figure:
				add(`<td class="figure">`, text, "</td>")
			default:
				add("<td>", text, "</td>")
			}
		}
		add("</tr>\n")
	}
	add("</tbody></table></div>\n")
}

func runsHTML(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Side {
		case Old:
			b.WriteString("<del>" + esc(r.Text) + "</del>")
		case New:
			b.WriteString("<ins>" + esc(r.Text) + "</ins>")
		default:
			b.WriteString(esc(r.Text))
		}
	}
	return b.String()
}
