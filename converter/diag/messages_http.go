package diag

// httpMessages: what only the HTTP service can find wrong with a request (package server).
var httpMessages = map[Code]message{
	"http-not-found":   {Error, "没有这个地址；接口说明见 /openapi.json", "there is nothing at this address; /openapi.json describes the interface"},
	"http-method":      {Error, "这个地址不接受 {method} 请求；可用：{known}", "this address takes no {method} request; it takes {known}"},
	"http-encoding":    {Error, "不支持压缩的请求体（Content-Encoding: {encoding}）；请直接发送原文件", "a compressed body (Content-Encoding: {encoding}) is not taken; send the file as it is"},
	"http-multipart":   {Error, "表单无法读取：{problem}", "the form cannot be read: {problem}"},
	"http-no-file":     {Error, "表单中没有文件；请用字段 file 上传，或用字段 text 提交文字", "the form holds no file; upload one in the field file, or text in the field text"},
	"http-body":        {Error, "请求体没有收全：{problem}", "the body was not received whole: {problem}"},
	"http-body-limit":  {Error, "文件太大：最多 {limit} 字节", "the file is too large: at most {limit} bytes"},
	"http-parameter":   {Error, "参数 {name} 的值“{value}”无效；可用：{known}", "the parameter {name} cannot be “{value}”; it can be {known}"},
	"http-accept":      {Error, "不能按 Accept: {accept} 应答；可生成：{known}", "no answer fits Accept: {accept}; these can be made: {known}"},
	"http-busy":        {Error, "服务器正忙；请在 {seconds} 秒后重试", "the server is busy; try again in {seconds} seconds"},
	"http-rate":        {Error, "请求过于频繁；请在 {seconds} 秒后重试", "too many requests; try again in {seconds} seconds"},
	"http-time-limit":  {Error, "处理超过 {seconds} 秒，已停止", "the work took more than {seconds} seconds and was stopped"},
	"http-unavailable": {Error, "服务器正在停止；请在 {seconds} 秒后重试", "the server is shutting down; try again in {seconds} seconds"},
}
