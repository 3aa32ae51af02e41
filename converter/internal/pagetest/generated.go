package pagetest

import (
	"fmt"
	"math/rand"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Generated returns a report of about 3,700 characters, some 500 of them distinct, with all three tables: as long as a
// county office's. Each seed gives another text.
func Generated(seed int64) *report.Report {
	random := rand.New(rand.NewSource(seed))
	decoder := simplifiedchinese.GBK.NewDecoder()
	pool := make([]string, 0, 520)
	for range cap(pool) { // ideographs of GB 2312 level 1, the more common ones
		c, _ := decoder.String(string([]byte{byte(0xB0 + random.Intn(39)), byte(0xA1 + random.Intn(94))}))
		pool = append(pool, c)
	}
	sentence := func() string {
		s := ""
		for range 8 + random.Intn(20) {
			s += pool[random.Intn(len(pool))]
		}
		switch random.Intn(6) {
		case 0:
			s += fmt.Sprintf("%d件", random.Intn(5000))
		case 1:
			s += "《" + pool[0] + pool[1] + "条例》"
		}
		return s
	}
	text := func(sentences int) string {
		s := ""
		for i := range sentences {
			s += sentence()
			if i%3 == 2 || i == sentences-1 {
				s += "。"
			} else {
				s += "，"
			}
		}
		return s
	}
	r := &report.Report{Format: "2021", Organization: fmt.Sprintf("示例市第%d局", seed), Year: 2023, Signature: "示例市局", Date: "2024-01-15",
		Prose: map[string][]string{"introduction": {text(8)}}, Tables: map[string]report.Table{}}
	for i, section := range []string{"overview", "problems", "other_matters"} {
		for k := range []int{7, 3, 2}[i] {
			r.Prose[section] = append(r.Prose[section], fmt.Sprintf("（%s）%s。%s", []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}[k], sentence(), text(9)))
		}
	}
	for _, key := range []string{"disclosure", "requests", "disputes"} {
		grid, _ := edition.Official().Vocabulary().Grid(key, "2021")
		r.Tables[key] = report.Table{}
		for _, k := range grid.Keys {
			r.Tables[key][k] = report.Count(random.Intn(2) * random.Intn(2000))
		}
	}
	return r
}
