package converter_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// sayings are sentences as reports have them, of no real office; %d is a figure.
var sayings = []string{
	"紧扣全年重点任务，及时发布政策文件、财政预决算、重大项目、民生实事等信息，全年通过门户网站公开信息%d条，其中政策解读%d篇。",
	"坚持“谁起草、谁解读”，政策文件与解读材料同步研究、同步审核、同步发布，全年发布图文解读%d篇、视频解读%d个。",
	"畅通申请渠道，完善登记、审核、办理、答复、归档各环节，加强与申请人的沟通，提高答复的规范化水平。",
	"健全信息发布审核制度，落实“三审三校”，定期排查错敏信息，全年整改问题%d个，网站运行平稳。",
	"优化政务公开专区设置，在便民服务大厅摆放政府公报%d册，接待群众查询%d人次，开展“政府开放日”活动%d场。",
	"政务新媒体坚持内容为先，微信公众号发布信息%d条，阅读量达%d万次，粉丝较上年增加%d人。",
	"将政务公开纳入年度绩效考核，组织业务培训%d次，培训%d人次，通报情况%d期，有力推动各项任务落实。",
	"对现行有效的规范性文件进行清理，按程序废止%d件、修改%d件，并在网站集中公布目录和全文。",
	"重点领域信息公开持续深化，义务教育、医疗卫生、社会救助、食品药品监管等领域信息更新及时，群众知晓率进一步提升。",
	"一是主动公开的内容还不够丰富，与群众的期盼仍有差距；二是解读形式较为单一，互动性不强；三是工作人员流动性大，业务能力有待提高。",
	"下一步，将聚焦企业和群众关切，丰富公开内容，创新解读形式，强化队伍建设，推动工作再上新台阶。",
	"收到人大代表建议%d件、政协委员提案%d件，均已按时办结并公开答复结果，满意率100%%。",
}

// paragraph returns some of the sentences.
func paragraph(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(4) {
		saying := sayings[r.IntN(len(sayings))]
		figures := make([]any, strings.Count(saying, "%d"))
		for i := range figures {
			figures[i] = 1 + r.IntN(900)
		}
		b.WriteString(fmt.Sprintf(saying, figures...))
	}
	return b.String()
}

// prose returns so many paragraphs.
func prose(r *rand.Rand, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = paragraph(r)
	}
	return all
}

// distinctReports are reports of which no two are alike, as long as reports are: some two thousand characters of prose.
func distinctReports(n int) []*report.Report {
	editions := edition.Official().Editions
	all := make([]*report.Report, n)
	for i := range all {
		r := rand.New(rand.NewPCG(uint64(i), 7))
		all[i] = seeded.Report(uint64(i), editions[i%len(editions)], 1+i%50)
		all[i].Prose["overview"] = append(all[i].Prose["overview"], prose(r, 6+r.IntN(8))...)
		all[i].Prose["problems"] = append(all[i].Prose["problems"], prose(r, 1+r.IntN(3))...)
	}
	return all
}

// distinctTexts are texts in all the forms in which extractors leave them, damaged as they damage them, with prose as in distinctReports.
// Those of which too little is left are not among them.
func distinctTexts(tb testing.TB, c *converter.Converter, n int) [][]byte {
	var all [][]byte
	for seed := uint64(1); len(all) < n; seed++ {
		text := damage.Generate(seed, damage.Options{})
		if text.Page || text.Word {
			continue
		}
		r := rand.New(rand.NewPCG(seed, 8))
		more := "\n" + strings.Join(prose(r, 6+r.IntN(8)), "\n")
		at := strings.Index(text.Text, "（三）监督保障")
		if at < 0 {
			continue
		}
		at += strings.IndexByte(text.Text[at:], '\n')
		data := []byte(text.Text[:at] + more + text.Text[at:])
		if _, err := c.Read(tb.Context(), converter.Input{Data: data}); err == nil {
			all = append(all, data)
		}
	}
	return all
}

// processorTime is what the process has used so far.
func processorTime(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkDistinct reads and checks 300 reports of which no two are alike: the median and the 95th percentile of the processor time of
// one, that of the collector included.
func BenchmarkDistinct(b *testing.B) {
	const n = 300
	c := newConverter(b)
	reports := distinctReports(n)
	word := make([][]byte, n)
	for i, r := range reports {
		made, err := c.Write(b.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			b.Fatal(err)
		}
		word[i] = made.Data
	}
	texts := distinctTexts(b, c, n)
	checker := check.Official()
	read := func(all [][]byte) func(i int) error {
		return func(i int) error {
			_, err := c.Read(b.Context(), converter.Input{Data: all[i]})
			return err
		}
	}
	for _, work := range []struct {
		name string
		do   func(i int) error
	}{{"text", read(texts)}, {"docx", read(word)}, {"check", func(i int) error {
		_, err := checker.Report(b.Context(), check.Input{Report: reports[i]})
		return err
	}}} {
		b.Run(work.name, func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for b.Loop() {
				for i := range n {
					before := processorTime(b)
					if err := work.do(i); err != nil {
						b.Fatalf("%d: %v", i, err)
					}
					times = append(times, processorTime(b)-before)
				}
			}
			slices.Sort(times)
			var sum time.Duration
			for _, t := range times {
				sum += t
			}
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds()), "µs-p95")
			b.ReportMetric(float64(sum.Microseconds())/float64(len(times)), "µs-mean")
		})
	}
}
