package check

import "nianbao/converter/diag"

// words are the texts of the outputs that belong to no rule.
type words struct {
	clause                                string // between a message and its hint
	colon, comma, semicolon, slash        string
	open, close                           string // brackets
	general, none, hint, line, blank      string
	inferred, summary, formulas, more     string
	year, title, findings, report, toCell string
	noReport, number, marked, omitted     string
	reviewed, reason                      string
	progress, corrected, since            string
	relation                              relationWords
	reasons                               map[Reason]string
}

// wordsIn returns the words of a language, Chinese unless English.
func wordsIn(lang diag.Lang) words {
	if lang == diag.English {
		return words{clause: ". ", colon: ": ", comma: ", ", semicolon: "; ", slash: " / ", open: " (", close: ")",
			general: "The report as a whole", none: "Nothing was found.", hint: "Perhaps", line: "line {n}", blank: "(blank)",
			inferred: "One of these figures was inferred when the document was read: look there first.",
			summary:  "{errors} errors, {warnings} warnings, {informations} for information",
			formulas: "{all} formulas: {pass} hold, {fail} do not, {undetermined} cannot be checked{why}",
			more:     "… and {n} more of {code}", year: "{year}",
			title: "Check of the annual report", findings: "Findings", report: "The report", toCell: "show the place",
			reviewed: "Checked by a person", reason: "reason",
			progress:  "Since the round before: {corrected} corrected, {remaining} as they were, {changed} changed and still wrong, {new} new",
			corrected: "Corrected: ", since: "Since the round before",
			omitted:  "The same in {n} further places.",
			relation: relationWords{"Column “{col}”: ", "Row “{row}”: ", "“{row}” “{col}”", "last year’s ", " + ", " − ", " = "},
			noReport: "(no text)", number: "Finding {n}", marked: "see finding",
			reasons: map[Reason]string{ReasonBlank: "blank cells", ReasonLost: "cells that could not be read", ReasonMark: "marks instead of figures",
				ReasonText: "text instead of figures", ReasonInferred: "inferred figures", ReasonMixed: "mixed editions",
				ReasonYear: "report of another year", ReasonMissing: "missing reports"}}
	}
	return words{clause: "。", colon: "：", comma: "，", semicolon: "；", slash: "·", open: "（", close: "）",
		general: "报告整体", none: "未发现问题。", hint: "可能的原因", line: "第{n}行", blank: "（空）",
		inferred: "其中有数字是读取文件时推断的，请先核对原文。",
		summary:  "错误{errors}项，警告{warnings}项，提示{informations}项",
		formulas: "勾稽关系{all}条：成立{pass}条，不成立{fail}条，无法核对{undetermined}条{why}",
		more:     "……另有{n}项 {code}", year: "{year}年",
		title: "年度报告核对结果", findings: "发现的问题", report: "报告内容", toCell: "查看位置",
		reviewed: "已人工核对", reason: "理由",
		progress:  "与上一轮核对相比：已改正{corrected}项，未改正{remaining}项，已改动但仍不符{changed}项，新发现{new}项",
		corrected: "已改正：", since: "与上一轮核对相比",
		omitted:  "同类问题另有{n}处，未逐一列出",
		relation: relationWords{"“{col}”列：", "“{row}”行：", "“{row}”的“{col}”", "上年度", "＋", "－", "＝"},
		noReport: "（无内容）", number: "第{n}项", marked: "见问题",
		reasons: map[Reason]string{ReasonBlank: "有空白单元格", ReasonLost: "有未能读取的单元格", ReasonMark: "以符号代替数字",
			ReasonText: "有文字", ReasonInferred: "有推断的数字", ReasonMixed: "混用两版格式", ReasonYear: "年份不符",
			ReasonMissing: "缺少下级报告"}}
}
