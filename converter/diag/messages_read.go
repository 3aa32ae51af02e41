package diag

// readMessages: files to bytes (package converter and the command), bytes to text, and text to documents (packages
// encoding, plaintext and webpage).
var readMessages = map[Code]message{
	// A file that is not what the product reads is called what it is, with what its owner can do about it.
	"input-missing":     {Error, "没有这个文件；请检查文件名和所在文件夹", "there is no such file; check its name and folder"},
	"input-directory":   {Error, "这是文件夹，不是文件；请写出其中的文件名", "this is a folder, not a file; name the files in it"},
	"input-unreadable":  {Error, "文件读不出来：{problem}", "the file cannot be read: {problem}"},
	"input-limit":       {Error, "文件太大：最多 {limit} 字节", "the file is too large: at most {limit} bytes"},
	"input-empty":       {Error, "文件是空的；请确认导出或上传是否完整", "the file is empty; see whether it was exported or uploaded whole"},
	"input-pdf":         {Error, "这是 PDF 文件，目前不能读取；请提供它的 Word 原件（.docx）、网页或从中复制的文字", "this is a PDF file, which cannot be read yet; give its Word original (.docx), the web page, or the text copied out of it"},
	"input-doc":         {Error, "这是旧版 Word 或 WPS 文件（.doc、.wps）；请用 Word 或 WPS 打开，另存为 .docx 后重试", "this is an old Word or WPS file (.doc, .wps); open it in Word or WPS, save it as .docx and try again"},
	"input-sheet":       {Error, "这是电子表格；请提供报告的 Word 文件（.docx）、网页或文字", "this is a spreadsheet; give the report as a Word file (.docx), web page or text"},
	"input-slides":      {Error, "这是演示文稿；请提供报告的 Word 文件（.docx）、网页或文字", "this is a presentation; give the report as a Word file (.docx), web page or text"},
	"input-encrypted":   {Error, "文件设有打开密码；请去掉密码后另存为 .docx", "the file is protected by a password; remove it and save as .docx"},
	"input-odt":         {Error, "这是 OpenDocument 文件（.odt）；请另存为 .docx 后重试", "this is an OpenDocument file (.odt); save it as .docx and try again"},
	"input-ofd":         {Error, "这是 OFD 版式文件，不能读取；请提供它的 Word 原件（.docx）、网页或文字", "this is an OFD page file, which cannot be read; give its Word original (.docx), web page or text"},
	"input-word-xml":    {Error, "这是 Word 的 XML 文件；请用 Word 打开，另存为 .docx 后重试", "this is a Word XML file; open it in Word, save it as .docx and try again"},
	"input-web-archive": {Error, "这是单文件网页（.mht）；请另存为普通网页（.html）或 .docx 后重试", "this is a web archive (.mht); save it as a plain web page (.html) or as .docx and try again"},
	"input-rtf":         {Error, "这是 RTF 文件；请另存为 .docx 后重试", "this is an RTF file; save it as .docx and try again"},
	"input-xml":         {Error, "这是 XML 文件，不是报告；可读取的格式：{known}", "this is an XML file and no report; formats that can be read: {known}"},
	"input-image":       {Error, "这是图片，其中的文字不能读取；请先做文字识别（OCR），再提供文字", "this is a picture, whose text cannot be read; run text recognition (OCR) and give the text"},
	"input-archive":     {Error, "这是压缩文件；请先解压，再给出其中的报告文件", "this is an archive; unpack it and give the report inside"},
	"input-program":     {Error, "这是程序文件，不是报告；可读取的格式：{known}", "this is a program and no report; formats that can be read: {known}"},
	"input-binary":      {Error, "这是二进制文件，不是报告；可读取的格式：{known}", "this is a binary file and no report; formats that can be read: {known}"},

	"format-unknown":     {Error, "没有“{value}”这种文件格式；可用：{known}", "there is no file format “{value}”; known: {known}"},
	"format-unsupported": {Error, "不能生成“{value}”格式；可生成：{known}", "the format “{value}” cannot be written; these can: {known}"},
	"style-invalid":      {Error, "版式文件有误：{problem}", "the style file is wrong: {problem}"},
	"strict-warnings":    {Error, "已要求严格（strict），而有 {count} 条警告：没有生成文件", "strict was asked for and there are {count} warnings: no file was made"},
	"time-limit":         {Error, "处理超时或被取消，没有生成文件", "the time limit was reached or the work was cancelled: no file was made"},
	"internal-error":     {Error, "程序内部错误，没有生成文件；请把输入文件和这条信息报告给维护者：{problem}", "internal error, no file was made; please report it to the maintainers with the input file: {problem}"},

	"output-folder-missing": {Error, "输出文件夹“{folder}”不存在；请先建立", "the output folder “{folder}” does not exist; make it first"},
	"output-not-folder":     {Error, "有多个输入文件时，-o 应是已有的文件夹；“{output}”不是", "with several inputs -o must be an existing folder; “{output}” is none"},
	"output-is-input":       {Error, "输出文件“{output}”就是输入文件；请用 -o 另起文件名", "the output “{output}” is an input file; give another name with -o"},
	"output-exists":         {Error, "“{output}”已经存在；加 --force 覆盖，或用 -o 另起文件名", "“{output}” exists already; add --force to replace it, or give another name with -o"},
	"output-mismatch":       {Error, "--to {format} 与输出文件名“{output}”的扩展名不符；请改其中之一", "--to {format} does not go with the extension of “{output}”; change one of them"},
	"output-collision":      {Error, "“{first}”和“{second}”都会写到“{output}”；请分开转换", "“{first}” and “{second}” would both be written to “{output}”; convert them apart"},
	"output-terminal":       {Error, "{format} 文件不能显示在终端上；请用 -o 指定文件名，或接管道", "a {format} file cannot be shown on a terminal; name a file with -o or use a pipe"},
	"output-unwritable":     {Error, "不能写入“{output}”：{problem}", "“{output}” cannot be written: {problem}"},

	"encoding-unknown":       {Error, "看不出文字编码，或者这不是文本文件；请另存为 UTF-8 编码后重试", "the text's encoding cannot be told, or this is no text file; save it as UTF-8 and try again"},
	"encoding-invalid-bytes": {Warning, "按 {encoding} 解码时有 {count} 处字节不是任何文字（此行是第一处），已用“\uFFFD”代替；请对照原文补正", "{count} stretches of bytes stand for no character in {encoding} (the first one in this line) and became “\uFFFD”; put the original text there"},
	"encoding-damaged":       {Warning, "文中有乱码（此行是第一处），文件在到达本程序之前就已损坏；请向原作者重新索取", "the text holds characters that an earlier program decoded wrongly (the first in this line); ask for the file again"},
	"encoding-label-wrong":   {Information, "文件自称编码为“{label}”，实际是 {found}，已按后者读取", "the file says its encoding is “{label}” but it is {found}, and was read as such"},
}
