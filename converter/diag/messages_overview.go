package diag

// overviewWords: what the workbook and the page of a batch say.
var overviewWords = map[string]phrase{
	"overview.title":      {"批量处理总览", "Overview of a batch"},
	"overview.summary":    {"总览", "Summary"},
	"overview.reports":    {"报告", "Reports"},
	"overview.failures":   {"失败", "Failures"},
	"overview.rules":      {"问题（按规则）", "Findings by rule"},
	"overview.roster":     {"名单核对", "Who is missing"},
	"overview.unchecked":  {"没有检查：未指定 --check。", "The reports were not checked: --check was not given."},
	"overview.uncompared": {"没有核对：未用 --roster 提供单位名单。", "Nobody knows: no list of the agencies was given (--roster)."},

	"overview.items":       {"收到文件", "Files taken in"},
	"overview.done":        {"完成", "done"},
	"overview.failed":      {"失败", "failed"},
	"overview.quarantined": {"其中已隔离", "of these quarantined"},
	"overview.pending":     {"尚未处理", "not yet worked on"},
	"overview.all":         {"其中的报告", "Reports in them"},
	"overview.older":       {"已被新版替代或重复", "superseded or copies"},
	"overview.doubtful":    {"无法判断新旧", "unknown which is newer"},
	"overview.nameless":    {"没有写明单位或年度", "without organisation or year"},

	"overview.date":     {"成文日期", "Date"},
	"overview.state":    {"状态", "State"},
	"overview.by":       {"以此为准", "What counts instead"},
	"overview.results":  {"结果", "Results"},
	"overview.why":      {"原因", "Why"},
	"overview.attempts": {"处理次数", "Attempts"},
	"overview.findings": {"处数", "Findings"},
	"overview.more":     {"其余见 overview.xlsx", "more in overview.xlsx"},
	"overview.none":     {"无", "none"},
	"overview.language": {"zh-CN", "en"},

	"overview.current":    {"有效", "counts"},
	"overview.superseded": {"已被新版替代", "superseded"},
	"overview.copy":       {"重复", "a copy"},
	"overview.uncertain":  {"无法判断新旧", "unknown which is newer"},
	"overview.unnamed":    {"没有写明单位或年度", "names no organisation or year"},
}
