package recognize

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// identity is what the document says of itself.
type identity struct {
	title        string
	titleLine    int
	organization string
	year         int
	rest         []item // the items before the first heading that are not the title
}

// patterns are compiled once, with the recogniser's other constants.
type patterns struct {
	title  *regexp.Regexp // a whole title
	year   *regexp.Regexp // year in a title
	report *regexp.Regexp // “现将2021年度政府信息公开工作报告如下”
	period *regexp.Regexp // 统计期限自2021年1月1日
	starts *regexp.Regexp // 2021年，我局…
	named  *regexp.Regexp // 《…2023年政府信息公开工作年度报告》
	organ  *regexp.Regexp
	date   *regexp.Regexp
	lead   *regexp.Regexp // 标题：
	plans  *regexp.Regexp // what follows a year of which only plans are told
	plain  *regexp.Regexp // 现公布示例市商务局2025年政府信息公开工作年度报告
	quoted *regexp.Regexp // 《…》 and brackets, whose names are not what a sentence speaks of
}

func compilePatterns() patterns {
	const organs = `(?:人民政府办公室|人民政府办公厅|人民政府|街道办事处|管理委员会|管委会|委员会|办事处|办公室|办公厅|管理局|监督局|服务中心|管理中心|总队|支队|大队|[\p{Han}]局|[\p{Han}]厅|[\p{Han}]委|银行|大学|学院|医院|公司|集团)`
	return patterns{
		title:  regexp.MustCompile(`(?:信息公开|政务公开).{0,12}(?:报告|年报)(?:（.{0,8}）|\(.{0,8}\))?$`),
		year:   regexp.MustCompile(`((?:19|20)\d\d)\s*(?:年度|年|-\d+年)?`),
		report: regexp.MustCompile(`((?:19|20)\d\d)\s*年度?[^。；，,;]{0,16}(?:信息公开|政务公开)[^。；，,;]{0,12}(?:报告|情况)`),
		period: regexp.MustCompile(`自?\s*((?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日[^。；]{0,24}12\s*月\s*31\s*日`),
		starts: regexp.MustCompile(`(?:^|[。；！])\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十\d]+[、.．])?[^。；，,]{0,14}?((?:19|20)\d\d)\s*年度?\s*[,，我全本区市县局镇乡街]`),
		named:  regexp.MustCompile(`《([^《》]{2,40}?)\s*((?:19|20)\d\d)\s*年度?[^《》]{0,10}(?:信息公开|政务公开)[^《》]{0,10}报告》`),
		organ:  regexp.MustCompile(`[\p{Han}]{1,22}?` + organs),
		date:   regexp.MustCompile(`^(\d{1,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$`),
		plans:  regexp.MustCompile(`^.{0,8}?(?:将|继续|计划|下一步|拟|打算|力争)`),
		plain:  regexp.MustCompile(`(?:现公布|现发布|公布|发布|编制|现将|^)([\p{Han}]{3,30}?)\s*((?:19|20)\d\d)\s*年度?政府信息公开(?:工作)?(?:年度)?(?:报告|情况)`),
		quoted: regexp.MustCompile(`《[^《》]*》|（[^（）]*）|\([^()]*\)`),
		lead:   regexp.MustCompile(`^(?:标\s*题|信息名称|名\s*称|题\s*名)\s*[:：|]\s*`),
	}
}

// identify reads title, organ and year from what stands before the first heading, and from the text where that does not
// say.
func (p *patterns) identify(front []item, body []item, own bool) identity {
	id := identity{rest: front}
	p.findTitle(&id, front, own)
	if id.title != "" {
		p.splitTitle(&id)
	}
	if id.year == 0 {
		id.year = p.findYear(front, body)
	}
	if id.organization == "" {
		id.organization = p.findOrgan(front, body, id.year)
	}
	return id
}

// findTitle looks for one to three short lines that together are a title, the last such place before the text begins.
func (p *patterns) findTitle(id *identity, front []item, own bool) {
	var lines []int // indexes of the items that are not blank
	for i := range front {
		if front[i].role == document.Title {
			id.title, id.titleLine = front[i].plain, front[i].line
			if !own {
				id.title = squeezeTitle(id.title)
			}
			id.rest = append(append([]item{}, front[:i]...), front[i+1:]...)
			return
		}
		if !front[i].blank() && front[i].table == nil {
			lines = append(lines, i)
		}
	}
	bestFrom, bestTo, bestScore := none, none, 0
	for from := range lines {
		joined := ""
		for to := from; to < len(lines) && to < from+4; to++ {
			s := front[lines[to]].plain
			if s = p.lead.ReplaceAllString(s, ""); utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "。；，") {
				break
			}
			joined += s
			squeezed := squeezeTitle(joined)
			if !p.title.MatchString(squeezed) || strings.Contains(squeezed, "通知") || strings.Contains(squeezed, "格式") {
				continue
			}
			if strings.ContainsAny(squeezed, ":：/\\|>»›") {
				continue // a line of the page's own data: a crumb, a path, a field
			}
			score := 10 - 2*(to-from)
			organ, year := p.titleParts(squeezed)
			if year != 0 {
				score += 20
			}
			if organ != "" {
				score += 10
				if to > from && !p.organLike(front[lines[from]].plain) {
					score -= 25 // the line above belongs to the page, not to the title
				}
			}
			if p.lead.MatchString(front[lines[from]].plain) {
				score -= 5
			}
			if score > bestScore || score == bestScore && bestFrom != from {
				bestFrom, bestTo, bestScore = from, to, score
			}
			break
		}
	}
	if bestFrom == none {
		return
	}
	joined := ""
	for _, i := range lines[bestFrom : bestTo+1] {
		joined += p.lead.ReplaceAllString(front[i].plain, "")
	}
	id.title, id.titleLine = squeezeTitle(joined), front[lines[bestFrom]].line
	// What stands above a title is the frame of the page that it was taken from.
	id.rest = front[lines[bestTo]+1:]
}

// organLike reports whether a line by itself may be the first line of a title: a name, or a year.
func (p *patterns) organLike(s string) bool {
	s = squeezeTitle(s)
	if m := p.organ.FindStringIndex(s); m != nil && m[0] == 0 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("局厅委办院站处会府镇乡区市县州盟旗部司社所中心队行", last) || p.year.MatchString(s)
}

// squeezeTitle drops the white space that extractors and typists leave in a title; between Latin words it stays.
func squeezeTitle(s string) string {
	var b strings.Builder
	fields := strings.FieldsFunc(s, report.IsSpace)
	for i, f := range fields {
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(fields[i-1])
			first, _ := utf8.DecodeRuneInString(f)
			if latin(last) && latin(first) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(f)
	}
	return b.String()
}

// titleParts reads organ and year out of a title: 示例市商务局2023年…, 2023年度示例市商务局…
func (p *patterns) titleParts(title string) (organ string, year int) {
	m := p.year.FindStringSubmatchIndex(title)
	if m == nil {
		if at := strings.IndexAny(title, "政信"); at > 0 {
			return trimOrgan(title[:at]), 0
		}
		return "", 0
	}
	year, _ = strconv.Atoi(title[m[2]:m[3]])
	if organ = trimOrgan(title[:m[0]]); organ != "" {
		return organ, year
	}
	rest := title[m[1]:]
	for _, stop := range []string{"政府信息公开", "信息公开", "政务公开"} {
		if at := strings.Index(rest, stop); at >= 0 {
			return trimOrgan(rest[:at]), year
		}
	}
	return "", year
}

func trimOrgan(s string) string {
	s = strings.TrimSuffix(s, "关于")
	s = strings.Trim(s, "《》〈〉“”\"、，,:： \t|_-—")
	if strings.ContainsAny(s, "0123456789>|/：:，。；") {
		return "" // no organ is called so
	}
	if strings.HasPrefix(s, "关于") || utf8.RuneCountInString(s) < 2 {
		return strings.TrimPrefix(s, "关于")
	}
	return s
}

func (p *patterns) splitTitle(id *identity) {
	id.organization, id.year = p.titleParts(id.title)
}

// findYear reads the report's year out of the text: the period of the figures, a sentence that announces the report, or
// the year in which the sections say things happened, if there is one such year.
func (p *patterns) findYear(front, body []item) int {
	for _, re := range []*regexp.Regexp{p.period, p.report} {
		for _, items := range [][]item{front, body} {
			for i := range items {
				if m := re.FindStringSubmatch(items[i].plain); m != nil {
					year, _ := strconv.Atoi(m[1])
					return year
				}
			}
		}
	}
	for i := range front {
		if s := front[i].plain; utf8.RuneCountInString(s) <= 40 && strings.Contains(s, "年报") {
			if m := p.year.FindStringSubmatch(s); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
		}
	}
	counts := map[int]int{}
	for _, items := range [][]item{front, body} {
		for i := range items {
			for _, m := range p.starts.FindAllStringSubmatchIndex(items[i].plain, -1) {
				if p.plans.MatchString(items[i].plain[m[1]:]) {
					continue
				}
				year, _ := strconv.Atoi(items[i].plain[m[2]:m[3]])
				counts[year]++
			}
		}
	}
	best := 0
	for year, n := range counts {
		if best == 0 || n > counts[best] || n == counts[best] && year < best {
			best = year
		}
	}
	for year, n := range counts {
		if year != best && n == counts[best] && year != best+1 {
			return 0 // two years with equal right; the next year's plans do not count
		}
	}
	return best
}

// findOrgan reads the organ's name out of the text: the report's own title in a sentence, else the name that is the
// subject of a clause. 我局, 县统计局 name nobody.
func (p *patterns) findOrgan(front, body []item, year int) string {
	for _, items := range [][]item{front, body} {
		for i := range items {
			for _, m := range p.named.FindAllStringSubmatch(items[i].plain, -1) {
				if y, _ := strconv.Atoi(m[2]); y == year && !strings.Contains(m[1], "中华人民共和国") {
					return squeezeTitle(trimOrgan(m[1]))
				}
			}
		}
	}
	for i := range front {
		for _, m := range p.plain.FindAllStringSubmatch(front[i].plain, -1) {
			if y, _ := strconv.Atoi(m[2]); y == year {
				return squeezeTitle(trimOrgan(m[1]))
			}
		}
	}
	for i := range front {
		// A page label such as “2020年报_审计局”.
		if s := front[i].plain; utf8.RuneCountInString(s) <= 40 && strings.Contains(s, "年报") {
			for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 || r == '　' || r == '—' || r == '：' }) {
				if m := p.organ.FindStringIndex(word); m != nil && m[0] == 0 && m[1] == len(word) {
					return word
				}
			}
		}
	}
	for _, items := range [][]item{front, body} {
		for i := range items {
			if utf8.RuneCountInString(items[i].plain) < 16 {
				continue
			}
			if name := p.subject(items[i].plain); name != "" {
				return name
			}
		}
	}
	return ""
}

// subject returns a full organ's name that begins a clause and is what the clause speaks of.
func (p *patterns) subject(s string) string {
	s = p.quoted.ReplaceAllString(s, "")
	clauses := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("，。；：,;:!！?？、 　\t“”", r) })
	for _, c := range clauses {
		m := p.organ.FindStringIndex(c)
		if m == nil || m[0] != 0 {
			continue
		}
		name, rest := c[:m[1]], c[m[1]:]
		if !completeName(name) || rest == "" {
			continue
		}
		for _, predicate := range []string{"认真", "将", "严格", "高度", "坚持", "积极", "深入", "全面", "按照", "始终", "以", "共", "主动", "紧紧", "切实", "不断", "编制", "围绕", "着力", "贯彻", "在", "扎实", "持续"} {
			if strings.HasPrefix(rest, predicate) {
				return name
			}
		}
	}
	return ""
}

// completeName rejects names that only say what kind of organ it is: 我局, 县统计局, 市政府, 各级人民政府.
func completeName(name string) bool {
	first, size := utf8.DecodeRuneInString(name)
	if strings.ContainsRune("我本该各全省市县区州镇乡局委在由向对经据按受为将与和及被从让使请报是一二三四五六七八九十", first) {
		return false
	}
	if strings.HasPrefix(name, "国务院") || strings.HasPrefix(name, "上级") || strings.HasPrefix(name, "党中央") ||
		strings.HasPrefix(name, "中央") || strings.HasPrefix(name, "人民政府") || strings.HasPrefix(name, "办公室") {
		return false
	}
	if !strings.ContainsAny(name, "省市县区州盟旗镇乡街道") && !strings.Contains(name, "街道") {
		return false
	}
	n := utf8.RuneCountInString(name)
	return n >= 4 && n <= 26 && len(name) > size
}
