package overview

import "nianbao/converter/diag"

// words are what the workbook and the page say.
type words struct {
	Title, Summary, Reports, Failures, Rules, Roster               string
	Unchecked, Uncompared                                          string
	Items, Done, Failed, Quarantined, Pending                      string
	AllReports, Older, Doubtful, Nameless                          string
	File, Organization, Year, Date, State, By, Errors, Warnings    string
	Results, Code, Why, Attempts, Rule, Findings, More, None, Lang string
	States                                                         map[Status]string
}

func wordsIn(lang diag.Lang) words {
	if lang == diag.English {
		return words{
			Title: "Overview of a batch", Summary: "Summary", Reports: "Reports", Failures: "Failures", Rules: "Findings by rule", Roster: "Who is missing",
			Unchecked: "The reports were not checked: --check was not given.", Uncompared: "Nobody knows: no list of the agencies was given (--roster).",
			Items: "Files taken in", Done: "done", Failed: "failed", Quarantined: "of these quarantined", Pending: "not yet worked on",
			AllReports: "Reports in them", Older: "superseded or copies", Doubtful: "unknown which is newer", Nameless: "without organisation or year",
			File: "File", Organization: "Organisation", Year: "Year", Date: "Date", State: "State", By: "What counts instead", Errors: "Errors", Warnings: "Warnings",
			Results: "Results", Code: "Code", Why: "Why", Attempts: "Attempts", Rule: "Rule", Findings: "Findings", More: "more in overview.xlsx", None: "none", Lang: "en",
			States: map[Status]string{Current: "counts", Superseded: "superseded", Copy: "a copy", Uncertain: "unknown which is newer", Unnamed: "names no organisation or year"},
		}
	}
	return words{
		Title: "批量处理总览", Summary: "总览", Reports: "报告", Failures: "失败", Rules: "问题（按规则）", Roster: "名单核对",
		Unchecked: "没有检查：未指定 --check。", Uncompared: "没有核对：未用 --roster 提供单位名单。",
		Items: "收到文件", Done: "完成", Failed: "失败", Quarantined: "其中已隔离", Pending: "尚未处理",
		AllReports: "其中的报告", Older: "已被新版替代或重复", Doubtful: "无法判断新旧", Nameless: "没有写明单位或年度",
		File: "文件", Organization: "单位", Year: "年度", Date: "成文日期", State: "状态", By: "以此为准", Errors: "错误", Warnings: "警告",
		Results: "结果", Code: "代码", Why: "原因", Attempts: "处理次数", Rule: "规则", Findings: "处数", More: "其余见 overview.xlsx", None: "无", Lang: "zh-CN",
		States: map[Status]string{Current: "有效", Superseded: "已被新版替代", Copy: "重复", Uncertain: "无法判断新旧", Unnamed: "没有写明单位或年度"},
	}
}
