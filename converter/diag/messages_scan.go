package diag

// scanMessages: scans and pictures, whose text a program outside of this one recognises (package scan), and that program (package ocr).
var scanMessages = map[Code]message{
	"scan-read":              {Warning, "文字（包括标题、机关名称、日期）是从 {pages} 页扫描图片中识别出来的，可能有误（由线框认出 {tables} 个表格）；请对照原件逐字核对", "all text (title, organisation and date too) was recognised in {pages} scanned pages and may be wrong ({tables} tables were found by their rules): compare it with the original word by word"},
	"scan-figures":           {Warning, "识别出 {n} 个单元格：其中 {proven} 个数字有合计关系印证，已采用；其余 {left} 个没有印证，留空，识别结果留作参考，请对照原件填写", "{n} cells were recognised: {proven} figures are proven by sums and were taken; the other {left} are not and stay blank, what was recognised is kept beside them: fill them in from the original"},
	"scan-figures-doubtful":  {Warning, "有 {n} 个识别出的数字，字形与读出的数字不符或笔画数目不对，没有采用；请对照原件填写", "{n} recognised figures do not look like the digits that they were read as and were not taken: fill them in from the original"},
	"scan-words-astray":      {Information, "识别程序给出的 {n} 个词不在图片中任何文字的位置上，没有采用", "{n} words of the recognition program stand where the picture has no text and were not taken"},
	"scan-pages-slanted":     {Information, "有 {n} 页扫描倾斜，已扶正后识别", "{n} scanned pages lay slanted and were straightened before they were read"},
	"scan-without-text":      {Error, "扫描图片（{pages} 页）中没有识别出文字；请检查识别程序的语言设置，或提供 Word 原件（.docx）、网页", "no text was recognised in the scan ({pages} pages); look at the language that the recognition program is set to, or give the Word original (.docx) or the web page"},
	"scan-recognizer-failed": {Error, "识别程序没有完成：{problem}", "the recognition program failed: {problem}"},
	"scan-limit":             {Error, "拒绝读取：扫描图片超过上限（{limit} 像素）；请以 300 dpi 重新扫描", "refused: a picture of the scan is larger than {limit} pixels; scan it anew at 300 dpi"},
	"scan-picture-broken":    {Error, "扫描图片已损坏或不完整，无法读取；请重新扫描或重新索取", "a picture of the scan is damaged or incomplete and cannot be read; scan it anew or get it again"},
	"input-scan-packed":      {Error, "扫描图片的编码方式（{packed}）不能读取；请另存为 JPEG、PNG，或以 JPEG 压缩的 PDF 后重试", "pictures packed as {packed} are not read; save the scan as JPEG, PNG, or as a PDF of JPEG pictures"},
	"ocr-alone":              {Error, "--ocr-figures 要与 --ocr 一起使用", "--ocr-figures goes with --ocr"},
	"ocr-command":            {Error, "--ocr 的值“{value}”不是一条命令：{problem}", "“{value}” for --ocr is no command: {problem_en}"},
}
