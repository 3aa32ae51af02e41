package damage

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// sample makes up the figures: mostly zeros, some of one to eight digits, blanks in the patterns that offices use.
func (d *doc) sample(r *rand.Rand, chosen map[string]bool) {
	editions := edition.Official()
	d.year = 2019 + r.IntN(7)
	version := "2021"
	if d.year < 2021 {
		version = "2019"
	}
	blanks := pick(r, []string{"", "", "", "total", "two", "some", "rows", "columns"})
	if chosen["collapse-blanks"] {
		blanks = pick(r, []string{"two", "some"})
	}
	if d.form.name == "tabs-drift" {
		blanks = "total"
	}
	zeros := pick(r, []int{60, 80, 95, 100})
	consistent := chance(r, 60)
	for _, key := range []string{"disclosure", "requests", "disputes"} {
		v := version
		if chosen["other-edition"] && chance(r, 60) {
			v = map[string]string{"2019": "2021", "2021": "2019"}[version]
		}
		t := build(editions.Get(v).Table(key), v)
		d.tables = append(d.tables, t)
		d.truth[key] = map[report.Key]*Truth{}
		blankColumn := 1 + r.IntN(4)
		for _, row := range t.rows {
			n := row.slots()
			if n == 0 {
				continue
			}
			figures := make([]int, n)
			for j := range figures {
				if !chance(r, zeros) {
					figures[j] = r.IntN(pick(r, []int{4, 4, 10, 10, 100, 100, 1000, 30000, 99999999}))
				}
			}
			if key != "disclosure" && consistent {
				width := 7
				if key == "disputes" {
					width = 5
				}
				sum := 0
				for j := range figures {
					if j%width == width-1 {
						figures[j], sum = sum, 0
					} else {
						sum += figures[j]
					}
				}
			}
			slot := -1
			blankRow := blanks == "rows" && chance(r, 25)
			for _, c := range row.cells {
				if !c.data {
					continue
				}
				slot++
				d.fill(r, t, c, figures[slot])
				last := slot == n-1 || key == "disputes" && slot%5 == 4
				switch blanks {
				case "total":
					if n > 3 && !last {
						c.text = ""
					}
				case "two":
					if n > 3 && !last && slot%7 != 0 {
						c.text = ""
					}
				case "some":
					if n > 1 && chance(r, 40) {
						c.text = ""
					}
				case "columns":
					if n > 3 && slot == blankColumn {
						c.text = ""
					}
				}
				if blankRow || blanks == "some" && n == 1 && chance(r, 20) {
					c.text = ""
				}
			}
		}
		for _, row := range t.rows {
			for _, c := range row.cells {
				if c.data {
					d.truth[key][c.key] = &Truth{Cell: cellOf(c.text)}
				}
			}
		}
	}
}

// fill writes a figure as clerks do.
func (d *doc) fill(r *rand.Rand, t *table, c *cell, n int) {
	c.text = strconv.Itoa(n)
	switch {
	case c.key.Row == "fees" && c.key.Col == "amount" || c.key.Col == "amount":
		switch r.IntN(6) {
		case 0:
			c.text += "." + strconv.Itoa(1+r.IntN(999999))
		case 1:
			if n > 0 {
				c.text += "万元"
			}
		}
	case c.key.Col == "change":
		if n > 0 && chance(r, 50) {
			c.text = pick(r, []string{"-", "-", "-", "－"}) + c.text
		} else if n > 0 && chance(r, 10) {
			c.text = "减" + c.text
		}
	case n > 999 && n < 1000000 && chance(r, 4):
		c.text = c.text[:len(c.text)-3] + "," + c.text[len(c.text)-3:]
	case chance(r, 1):
		c.text = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９").Replace(c.text)
	case t.key == "disclosure" && n > 0 && chance(r, 6):
		c.annotate = "（其中修订" + strconv.Itoa(1+r.IntN(n)) + "件）"
		c.text += c.annotate
	case n == 0 && chance(r, 1):
		c.text = pick(r, []string{"/", "-", "—", "无"})
	}
}

// cellOf reads back what fill wrote.
func cellOf(s string) report.Cell {
	if s == "" {
		return report.Cell{}
	}
	s = strings.NewReplacer(",", "", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9").Replace(s)
	s = strings.ReplaceAll(s, "－", "-")
	digits, rest := s, ""
	negative := false
	if after, ok := cutAny(digits, "减", "-"); ok && after != "" {
		digits, negative = after, true
	}
	end := 0
	for end < len(digits) && (digits[end] >= '0' && digits[end] <= '9' || digits[end] == '.') {
		end++
	}
	digits, rest = digits[:end], digits[end:]
	if digits == "" {
		return report.Text(s)
	}
	if negative {
		digits = "-" + digits
	}
	v, err := report.ParseDecimal(digits)
	if err != nil {
		return report.Text(s)
	}
	if rest == "" {
		return report.Number(v)
	}
	return report.Annotated(v, s)
}

func cutAny(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if len(s) > len(p) && s[:len(p)] == p {
			return s[len(p):], true
		}
	}
	return s, false
}
