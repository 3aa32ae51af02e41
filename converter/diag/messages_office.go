package diag

// officeMessages: files of word processors other than .docx (packages odt, rtf and worddoc). What they leave out is named by the messages of
// package docx, which reads their translation.
var officeMessages = map[Code]message{
	"office-damaged":     {Error, "文件已损坏，无法完整读取（{problem}）。请重新取得，或在 Word、WPS、LibreOffice 中打开并另存为 .docx", "the file is damaged and cannot be read whole ({problem}). Get it again, or open it in Word, WPS or LibreOffice and save it as .docx"},
	"doc-word95":         {Error, "这是 Word 95 或更早版本的文件，不能读取；请用 Word 或 WPS 打开，另存为 .docx 后重试", "this is a file of Word 95 or before, which cannot be read; open it in Word or WPS, save it as .docx and try again"},
	"doc-fragment":       {Error, "文件里没有 Word 文档的正文，可能只是文档的片段或其他程序的文件；请重新取得完整的文件", "there is no text of a Word document in this file: it may be a piece of one, or a file of another program; get the whole file again"},
	"sheet-hidden":       {Warning, "有 {count} 个隐藏的工作表没有读取；报告如在其中，请取消隐藏", "{count} hidden sheets were not read; if the report is in one of them, show it"},
	"sheet-hidden-cells": {Warning, "有 {count} 个单元格没有读取：它们在隐藏的行或列中，或者被合并单元格盖住", "{count} cells were not read: they are in hidden rows or columns, or below merged cells"},
	"sheet-formula":      {Warning, "有 {count} 个公式没有计算结果，留空；请在 Excel 或 WPS 中打开、保存后重试", "{count} formulas have no result and stay blank; open the file in Excel or WPS, save it and try again"},
	"sheet-rounded":      {Warning, "有 {count} 个数的小数位多于单元格显示的位数，按实际存储的数读取；请核对", "{count} numbers have more decimal places than their cells show; they were read as they are stored: check them"},
	"sheet-left":         {Warning, "电子表格里的{what}没有读取；其中如有报告的内容，请录入单元格", "not read of the spreadsheet: {what_en}; if they hold anything of the report, type it into cells"},
	"sheet-comments":     {Information, "有 {count} 个工作表带批注，批注没有读取", "the comments of {count} sheets were not read"},
	"sheet-several":      {Error, "这个电子表格里有 {n} 份报告，每行一份（{where} 等），而这里只能处理一份；请拆成单独的文件，或用 nianbao convert 输出到文件夹，一次得到全部", "this spreadsheet holds {n} reports, one a row ({where_en} …), where one is wanted; split it, or name a folder for the output of nianbao convert to get all of them"},
	"sheet-no-records":   {Error, "电子表格有各数据项的表头，但下面没有报告", "the spreadsheet has a header of figures, but no report below it"},
	"sheet-path":         {Error, "表头中的“{value}”不是任何一版格式的数据项", "“{value}” in the header is no figure of any edition"},
	"sheet-path-twice":   {Error, "表头中的“{value}”出现了两次，不能确定以哪一列为准；请删去一列", "“{value}” stands over two columns, and nobody knows which is meant; remove one"},
	"sheet-tables":       {Error, "“tables”一列中的“{value}”不是任何一版格式的表", "“{value}” in the column “tables” is no table of any edition"},
	"sheet-format":       {Error, "“format”一列中的“{value}”不是已知的格式版本（{known}）", "“{value}” in the column “format” is none of the editions known ({known})"},
	"csv-quotes":         {Error, "CSV 文件有误：{problem}，无法确定各单元格的内容；请在 Excel 或 WPS 中打开，重新另存为 .csv 或 .xlsx", "the CSV file is broken: {problem_en}, so that its cells cannot be told apart; open it in Excel or WPS and save it again as .csv or .xlsx"},
	"csv-commas":         {Warning, "这个 CSV 文件用分号分隔，有 {count} 个数里的逗号（如 1,234）可能是小数点，也可能是千位分隔符，不能确定，留空；请填写", "this CSV file is divided by semicolons, and the comma in {count} figures (1,234) may be a decimal one or divide thousands; they stay blank: fill them in"},
	"sheet-year":         {Error, "年度“{value}”不是年份", "the year “{value}” is none"},
	"office-limit":       {Error, "拒绝读取：{what}超过上限 {limit}", "refused: more than {limit} {what_en}"},
}
