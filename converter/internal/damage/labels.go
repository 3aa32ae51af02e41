package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
)

func labelVariants(d *doc, r *rand.Rand) bool {
	done := false
	swap := map[string]string{"（六）其他处理": "（六）其他", "2.其他法律行政法规禁止公开": "2.其他法律行政止公开", "行政事业性收费": "行政事业型收费",
		"本年制发件数": "本年发件", "现行有效件数": "现行有效件", "3.要求提供公开出版物": "3．要求提供公开出版物"}
	for _, t := range d.tables {
		grid := edition.Official().Get(t.edition).Table(t.key)
		variants := map[string][]string{}
		for i := range grid.Cells {
			variants[grid.Cells[i].Text] = grid.Cells[i].Variants
		}
		for _, row := range t.rows {
			for _, c := range row.cells {
				if c.data || !chance(r, 50) {
					continue
				}
				switch v := variants[c.text]; {
				case swap[c.text] != "":
					c.text, done = swap[c.text], true
				case len(v) > 0:
					c.text, done = pick(r, v), true
				case t.key == "disclosure" && strings.HasPrefix(c.text, "本年") && chance(r, 40):
					c.text, done = "本年("+fmt.Sprint(d.year)+")"+strings.TrimPrefix(c.text, "本年"), true
				}
			}
		}
	}
	return done
}

var notes = []string{"（含变更%d件）", "（减少填负数，如-%d）", "（单位：件，如%d）", "（包括行政许可、行政处罚）", "（%d年）", "（填写说明：没有的填0，见第%d项）", "（不含行政强制）"}

func noteInLabel(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	done := false
	for range 1 + r.IntN(4) {
		row := pick(r, t.rows)
		c := pick(r, row.cells)
		if c.data || c.text == "" || c.colspan == t.columns {
			continue
		}
		note := pick(r, notes)
		if strings.Contains(note, "%d") {
			note = fmt.Sprintf(note, 1+r.IntN(30))
		}
		c.text += note
		done = true
	}
	return done
}

// strange is characters that no label holds.
var strange = []rune("口曰木甲丰圆拔菜鱼云龙麦田戊巳桃")

func garbleLabel(d *doc, r *rand.Rand) bool {
	done := false
	for range 1 + r.IntN(4) {
		t := pick(r, d.tables)
		c := pick(r, pick(r, t.rows).cells)
		runes := []rune(c.text)
		if c.data || len(runes) < 2 {
			continue
		}
		at := r.IntN(len(runes))
		switch r.IntN(3) {
		case 0:
			runes[at] = pick(r, strange)
		case 1:
			runes = slices.Insert(runes, at, pick(r, strange))
		case 2:
			if len(runes) > 3 {
				runes = slices.Delete(runes, at, at+1)
			}
		}
		c.text, done = string(runes), true
	}
	return done
}

// halfLabel cuts labels off in the middle.
func halfLabel(d *doc, r *rand.Rand) bool {
	done := false
	for range 1 + r.IntN(3) {
		t := pick(r, d.tables)
		c := pick(r, pick(r, t.rows).cells)
		if n := len([]rune(c.text)); !c.data && n > 4 {
			c.text, done = string([]rune(c.text)[:(n+1)/2+r.IntN(n/2)]), true
		}
	}
	return done
}

func spacesInLabel(d *doc, r *rand.Rand) bool {
	return d.eachLabel(func(s string) string {
		runes := []rune(s)
		if len(runes) < 2 || len(runes) > 30 || !chance(r, 35) {
			return s
		}
		at := 1 + r.IntN(len(runes)-1)
		return string(runes[:at]) + pick(r, []string{" ", " ", "\u00a0"}) + string(runes[at:])
	})
}

// entities leaves the entity of a space in blank cells and behind labels.
func entities(d *doc, r *rand.Rand) bool {
	done := false
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				if c.text == "" && chance(r, 80) || !c.data && chance(r, 20) {
					c.text += "&nbsp;"
					done = true
				}
			}
		}
	}
	return done
}

// longNote puts a note behind a label that is longer than it, with figures and other labels' words.
func longNote(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	for range 5 {
		row := pick(r, t.rows)
		l := row.label()
		if l == nil || row.slots() == 0 || l.text == "" {
			continue
		}
		l.text += fmt.Sprintf(pick(r, []string{
			"（注：本项含行政许可%d件、行政处罚%d件，统计口径与上年一致，自%d年起按新口径执行）",
			"（说明：包括上年结转%d件，其中%d件于次年办结，详见%d年工作报告第三部分）",
			"（区分处理的，只计这一情形，不计其他情形；本年另有%d件撤回、%d件合并办理，见%d年台账）"}), 1+r.IntN(40), 1+r.IntN(40), d.year)
		return true
	}
	return false
}
