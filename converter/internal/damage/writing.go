package damage

import (
	"math/rand/v2"
	"strings"
)

// eachLabel changes the text of every label and heading.
func (d *doc) eachLabel(change func(string) string) bool {
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				if !c.data {
					c.text = change(c.text)
				}
			}
		}
	}
	return true
}

func punctuation(d *doc, r *rand.Rand) bool {
	full, half, mixed := chance(r, 30), chance(r, 60), chance(r, 40)
	narrow := strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":", "“", "\"", "”", "\"")
	wide := strings.NewReplacer("1.", "1、", "2.", "2、", "3.", "3、", "4.", "4．", "5.", "5．", "6.", "6、")
	spaced := strings.NewReplacer("1.", "1. ", "2.", "2. ", "（三）", "（三） ", "(五)", "(五) ")
	return d.eachLabel(func(s string) string {
		if half && (!mixed || chance(r, 50)) {
			s = narrow.Replace(s)
		}
		if full && (!mixed || chance(r, 50)) {
			s = wide.Replace(s)
		} else if mixed && !d.form.glued {
			s = spaced.Replace(s)
		}
		return s
	})
}

var toTraditional = strings.NewReplacer("总", "總", "开", "開", "规", "規", "类", "類", "处", "處", "数", "數", "许", "許", "费", "費",
	"单", "單", "额", "額", "业", "業", "机", "機", "构", "構", "组", "組", "织", "織", "请", "請", "办", "辦", "结", "結", "转", "轉", "继", "繼", "续", "續",
	"属", "屬", "国", "國", "务", "務", "执", "執", "询", "詢", "无", "無", "关", "關", "现", "現", "申", "申", "访", "訪", "举", "舉", "报", "報", "诉", "訴",
	"复", "複", "认", "認", "获", "獲", "补", "補", "缴", "繳", "纠", "糾", "维", "維", "审", "審", "讼", "訟", "经", "經", "议", "議", "项", "項", "应", "應")

func traditional(d *doc, r *rand.Rand) bool {
	half := chance(r, 50)
	return d.eachLabel(func(s string) string {
		if half && chance(r, 50) {
			return s
		}
		return toTraditional.Replace(s)
	})
}

// markdownMarks writes what converters to Markdown do inside cells: bold, <br>, escapes.
func markdownMarks(d *doc, r *rand.Rand) bool {
	bold, breaks, escapes := chance(r, 60), chance(r, 50), chance(r, 50)
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				runes := []rune(c.text)
				if breaks && !c.data && len(runes) > 3 && chance(r, 40) {
					at := 1 + r.IntN(len(runes)-1)
					c.text = string(runes[:at]) + pick(r, []string{"<br>", "<br/>", "<br />"}) + string(runes[at:])
				}
				if escapes && !c.data {
					c.text = strings.NewReplacer("1.", "1\\.", "2.", "2\\.", "3.", "3\\.").Replace(c.text)
				}
				if escapes && c.data && strings.HasPrefix(c.text, "-") {
					c.text = "\\" + c.text
					if len(c.text) == 2 {
						continue
					}
				}
				if bold && c.text != "" && (row.slots() == 0 || chance(r, 20)) {
					c.text = "**" + c.text + "**"
				}
			}
		}
	}
	return true
}
