package diag

// limitWords are what limits count.
var limitWords = map[Word]phrase{
	"paragraphs":     {"段（行）", "paragraphs"},
	"characters":     {"字", "characters"},
	"table-cells":    {"个表格单元格", "table cells"},
	"crossing-lines": {"处交叉的线（一页）", "lines that cross on a page"},

	"text-lines":      {"行", "lines"},
	"text-line-bytes": {"字节（一行）", "bytes in a line"},
	"text-tokens":     {"单元", "tokens"},

	"json-bytes":      {"字节数", "bytes"},
	"json-values":     {"值的个数", "values"},
	"json-levels":     {"嵌套层数", "levels of nesting"},
	"json-characters": {"字符串的字符数", "characters in a string"},

	"html-bytes":       {"字节", "bytes"},
	"html-pieces":      {"标签和文字段", "tags and texts"},
	"html-levels":      {"层嵌套", "levels of nesting"},
	"html-cells":       {"个单元格", "table cells"},
	"html-paragraph":   {"字（一个段落）", "characters in one paragraph"},
	"html-piece-bytes": {"字节（一个标签或一段文字）", "bytes in one tag or text"},

	"zip-entries":    {"压缩包条目数", "entries"},
	"zip-bytes":      {"解压后的总字节数", "inflated bytes in all"},
	"zip-part-bytes": {"一个部件的字节数", "bytes of one part"},
	"archive-files":  {"文件数", "files"},
	"archive-bytes":  {"解压后的总字节数", "bytes when unpacked"},

	"xml-levels":      {"元素嵌套层数", "levels of elements"},
	"xml-token-bytes": {"单个标记的字节数", "bytes in one token"},
	"xml-attributes":  {"一个元素的属性个数", "attributes of one element"},

	"docx-columns":     {"表格列数", "columns of a table"},
	"docx-rows":        {"表格行数", "rows of a table"},
	"docx-nesting":     {"表格嵌套层数", "tables inside of tables"},
	"office-cells":     {"表格单元格总数", "table cells in all"},
	"office-unfolded":  {"内容展开后的字节数", "bytes when what the file holds is unfolded"},
	"office-elements":  {"元素和属性总数", "elements and attributes in all"},
	"rtf-groups":       {"组的总数", "groups in all"},
	"doc-modifiers":    {"段落属性的总字节数", "bytes of modifiers in all"},
	"sheet-table":      {"一张表的行数或列数", "rows or columns of a table"},
	"sheet-cells":      {"单元格总数", "cells in all"},
	"sheet-row-length": {"一行的列数", "columns of a row"},

	"ofd-pages":      {"页", "pages"},
	"ofd-elements":   {"个元素", "elements"},
	"ofd-levels":     {"层嵌套", "levels of elements"},
	"ofd-attributes": {"个属性（一个元素）", "attributes of an element"},
	"ofd-text-bytes": {"字节（一段数据）", "bytes of text in an element"},
	"ofd-marks":      {"个字和线（一页）", "characters and rules on a page"},
	"ofd-objects":    {"个图元", "objects"},
	"ofd-blocks":     {"层嵌套", "levels of blocks"},

	"pdf-objects":    {"对象", "objects in a PDF file"},
	"pdf-values":     {"数值", "values in a PDF file"},
	"pdf-levels":     {"层嵌套", "levels of nesting in a PDF file"},
	"pdf-bytes":      {"字节（解压后）", "unpacked bytes in a PDF file"},
	"pdf-pages":      {"页", "pages"},
	"pdf-operators":  {"个绘图操作", "operators in a PDF file"},
	"pdf-marks":      {"个字和线（一页）", "characters and rules on a PDF page"},
	"picture-pixels": {"像素（一张图片）", "pixels of a picture"},
}
