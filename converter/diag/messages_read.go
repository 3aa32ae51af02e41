package diag

// readMessages: bytes to text and text to documents (packages encoding, plaintext and webpage).
var readMessages = map[Code]message{
	"encoding-unknown":       {Error, "看不出文字编码，或者这不是文本文件；请另存为 UTF-8 编码后重试", "the text's encoding cannot be told, or this is no text file; save it as UTF-8 and try again"},
	"encoding-invalid-bytes": {Warning, "按 {encoding} 解码时有 {count} 处字节不是任何文字（此行是第一处），已用“\uFFFD”代替；请对照原文补正", "{count} stretches of bytes stand for no character in {encoding} (the first one in this line) and became “\uFFFD”; put the original text there"},
	"encoding-damaged":       {Warning, "文中有乱码（此行是第一处），文件在到达本程序之前就已损坏；请向原作者重新索取", "the text holds characters that an earlier program decoded wrongly (the first in this line); ask for the file again"},
	"encoding-label-wrong":   {Information, "文件自称编码为“{label}”，实际是 {found}，已按后者读取", "the file says its encoding is “{label}” but it is {found}, and was read as such"},
}
