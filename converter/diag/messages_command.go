package diag

// commandMessages: the command line itself, what was asked for beside the inputs, and interruption (package main of
// cmd/nianbao, and package match).
var commandMessages = map[Code]message{
	"interrupted": {Error, "已中断，{total} 份中完成了 {done} 份", "interrupted, {done} of {total} done"},

	"usage-no-command":      {Error, "没有写子命令；可用：{known}", "no command is given; there are: {known}"},
	"usage-command-unknown": {Error, "没有子命令“{command}”；可用：{known}{similar}", "there is no command “{command}”; there are: {known}{similar_en}"},
	"usage-no-input":        {Error, "没有写输入文件；运行 {command} --help 查看用法", "no input is given; {command} --help says how"},
	"usage-argument":        {Error, "不认识“{argument}”", "“{argument}” means nothing here"},
	"usage-flag-unknown":    {Error, "没有选项 {flag}{similar}", "there is no flag {flag}{similar_en}"},
	"usage-flag-required":   {Error, "缺少选项 {flag}", "the flag {flag} is missing"},
	"usage-flag-empty":      {Error, "{flag} 后面没有写内容", "{flag} needs a value"},
	"usage-flag-value":      {Error, "{flag} 不能是“{value}”", "{flag} cannot be “{value}”"},
	"usage-flag-one-of":     {Error, "{flag} 不能是“{value}”；可用：{known}", "{flag} cannot be “{value}”; there are: {known}"},
	"usage-flag-count":      {Error, "{flag} 应是不小于 0 的整数，不能是“{value}”", "{flag} must be a whole number, 0 or more, and not “{value}”"},
	"usage-flag-number":     {Error, "{flag} 应是不小于 0 的数，不能是“{value}”", "{flag} must be a number, 0 or more, and not “{value}”"},
	"usage-flag-duration":   {Error, "{flag} 应是不小于 0 的时间，如 30s、2m，不能是“{value}”", "{flag} must be a time of 0 or more, such as 30s or 2m, and not “{value}”"},
	"usage-wrong":           {Error, "命令行有误：{problem}", "the command line is wrong: {problem}"},
	"usage-stdin-twice":     {Error, "标准输入（-）只能用一次", "standard input (-) can be used once only"},

	"format-unreadable": {Error, "不能读取“{value}”格式；可读取：{known}", "the format “{value}” cannot be read; these can: {known}"},
	"folder-unreadable": {Error, "文件夹打不开，其中的报告没有读取：{problem}", "the folder cannot be opened, and the reports in it were not read: {problem_en}"},
	"folder-empty":      {Error, "这个文件夹及其子文件夹里没有报告（.docx、.html、.txt、.json 等）", "there is no report (.docx, .html, .txt, .json …) in this folder or those in it"},
}
