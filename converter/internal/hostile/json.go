package hostile

import "strings"

// foreign are JSON files that are none of ours: lines, lists and fields of texts, names that nobody knows, texts in texts.
func foreign() []Input {
	long := strings.Repeat(sentence, 3)
	var all []Input
	for _, x := range [][2]string{
		{"lines of nothing", "{}\n"}, {"lines of reports", `{"format": "2021", "organization": "局%d"}` + "\n"}, {"lines of texts", `{"title": "示例市商务局的年度报告", "content": "` + long + `"}` + "\n"}, {"lines that are wrong", `{"format": "2021", "x": 1}` + "\n"},
		{"lines of another system", `{"sections": [{"type": "table_2", "activeDisclosureData": {"regulations": {"made": 1}}}]}` + "\n"},
	} {
		all = append(all, Input{"data: " + x[0], "json", repeated(x[1])})
	}
	for _, x := range [][3]string{
		{"a list of texts", `["` + long + `"`, `,"` + long + `"`}, {"a list of pages", `["<p>` + long + `</p>"`, `,"<p>` + long + `</p>"`}, {"a list of numbers", `[0`, `,%d`},
	} {
		all = append(all, Input{"data: " + x[0], "json", around(x[1], repeated(x[2]), "]")})
	}
	return append(all,
		Input{"data: fields of texts", "json", around(`{"a": 1`, repeated(`,"k%d": "`+long+`"`), "}")},
		Input{"data: short fields", "json", around(`{"content": "`+long+`"`, repeated(`,"k%d": "示例市商务局的年度报告"`), "}")},
		Input{"data: one text", "json", around(`{"title": "示例市商务局的年度报告", "content": "`, repeated(`一、总体情况\n`+sentence+`\n`), `"}`)},
		Input{"data: one page", "json", around(`{"title": "示例市商务局的年度报告", "content": "<p>`, repeated(`<p>`+sentence), `"}`)},
		Input{"data: an escaped page", "json", around(`{"content": "&lt;p&gt;`+long+`&lt;/p&gt;`, repeated(`&lt;b&gt;甲`), `"}`)},
		Input{"data: JSON in a text", "json", around(`{"content": "[`, repeated(`1,`), `1]"}`)},
		Input{"data: cells that nobody knows", "json", around(`{"tableData": {"a": 1`, repeated(`,"k%d": 1`), "}}")},
		Input{"data: sections that nobody knows", "json", around(`{"sections": [{"type": "table_2"}`, repeated(`,{"type": "text", "title": "%d"}`), "]}")},
		Input{"data: paragraphs of another system", "json", around(`{"sections": [{"type": "table_2"}, {"type": "text", "title": "一、总体情况", "content": "`, repeated(`甲\n`), `"}]}`)})
}
