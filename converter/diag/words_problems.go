package diag

// problemWords are the titles of what the service answers in place of a result (RFC 9457), in English those of RFC 9110, and the words of
// the page that shows it.
var problemWords = map[Word]phrase{
	"http-bad-request":          {"请求有误", "Bad Request"},
	"http-forbidden":            {"不允许的来源", "Forbidden"},
	"http-not-found":            {"没有这个地址", "Not Found"},
	"http-method-not-allowed":   {"不接受这种请求方法", "Method Not Allowed"},
	"http-not-acceptable":       {"无法按要求的格式返回结果", "Not Acceptable"},
	"http-timeout":              {"接收超时", "Request Timeout"},
	"http-conflict":             {"与现有状态冲突", "Conflict"},
	"http-too-large":            {"超出大小限制", "Request Entity Too Large"},
	"http-unsupported":          {"不支持的文件格式", "Unsupported Media Type"},
	"http-misdirected":          {"不是本服务的域名", "Misdirected Request"},
	"http-unprocessable":        {"文件内容有问题", "Unprocessable Entity"},
	"http-too-many":             {"请求过于频繁", "Too Many Requests"},
	"http-internal":             {"服务器内部错误", "Internal Server Error"},
	"http-not-implemented":      {"没有启用此功能", "Not Implemented"},
	"http-bad-gateway":          {"识别程序没有完成", "Bad Gateway"},
	"http-unavailable":          {"服务暂不可用", "Service Unavailable"},
	"http-gateway-timeout":      {"处理超时", "Gateway Timeout"},
	"http-insufficient-storage": {"存储空间不足", "Insufficient Storage"},

	"problem-found":   {"发现的问题", "What was found"},
	"problem-line":    {"第 {n} 行", "line {n}"},
	"problem-back":    {"返回年报页面", "Back to the page"},
	"problem-hint":    {"按浏览器的“后退”，可以回到刚才填写的内容。", "The Back button of the browser leads to what you had filled in."},
	"problem-request": {"请求编号", "Number of the request"},
}
