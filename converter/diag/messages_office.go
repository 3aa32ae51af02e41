package diag

// officeMessages: files of word processors other than .docx (packages odt, rtf and worddoc). What they leave out is named by the messages of
// package docx, which reads their translation.
var officeMessages = map[Code]message{
	"office-damaged": {Error, "文件已损坏，无法完整读取（{problem}）。请重新取得，或在 Word、WPS、LibreOffice 中打开并另存为 .docx", "the file is damaged and cannot be read whole ({problem}). Get it again, or open it in Word, WPS or LibreOffice and save it as .docx"},
	"office-limit":   {Error, "拒绝读取：{what}超过上限 {limit}", "refused: more than {limit} {what_en}"},
}
