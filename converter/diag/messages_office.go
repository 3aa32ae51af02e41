package diag

// officeMessages: files of word processors other than .docx (packages odt, rtf and worddoc). What they leave out is named by the messages of
// package docx, which reads their translation.
var officeMessages = map[Code]message{
	"office-damaged": {Error, "文件已损坏，无法完整读取（{problem}）。请重新取得，或在 Word、WPS、LibreOffice 中打开并另存为 .docx", "the file is damaged and cannot be read whole ({problem}). Get it again, or open it in Word, WPS or LibreOffice and save it as .docx"},
	"doc-word95":     {Error, "这是 Word 95 或更早版本的文件，不能读取；请用 Word 或 WPS 打开，另存为 .docx 后重试", "this is a file of Word 95 or before, which cannot be read; open it in Word or WPS, save it as .docx and try again"},
	"doc-fragment":   {Error, "文件里没有 Word 文档的正文，可能只是文档的片段或其他程序的文件；请重新取得完整的文件", "there is no text of a Word document in this file: it may be a piece of one, or a file of another program; get the whole file again"},
	"office-limit":   {Error, "拒绝读取：{what}超过上限 {limit}", "refused: more than {limit} {what_en}"},
}
