package main

import "nianbao/converter/diag"

// helpTexts returns the texts of help, Chinese and English, by the names that the grammar uses.
func helpTexts() map[string][2]string {
	return map[string][2]string{
		"about": {"政府信息公开工作年度报告：从文字、网页、Word 或 JSON 生成规范的 Word、PDF 和 OFD，也能还原成数据。",
			"Annual reports on government information disclosure: from text, web pages, Word or JSON to official Word, PDF and OFD, and back to data."},
		"usage-error": {"用法错误", "wrong usage"},
		"help-flag":   {"显示用法。", "Show how it is used."},
		"help":        {"显示子命令的用法。", "Show how a command is used."},
		"usage-words": {"用法：|子命令 [选项]|子命令：|选项：|通用选项：|运行 nianbao 子命令 --help 查看该子命令的用法。",
			"Usage: |COMMAND [flags]|Commands:|Flags:|Flags of every command:|Run nianbao COMMAND --help for how a command is used."},
		"flags-word":      {"[选项]", "[flags]"},
		"default":         {"默认 %s。", " By default %s."},
		"variable":        {"（环境变量 %s）", " (or the variable %s)"},
		"completion":      {"输出命令行补全脚本：bash、zsh、fish、powershell。", "Print a script with which a shell completes this command: bash, zsh, fish, powershell."},
		"completion-for":  {"补全脚本：", "Completion for "},
		"no-descriptions": {"补全时不显示说明。", "Complete without descriptions."},
		"see-help":        {"运行 nianbao --help 或 nianbao 子命令 --help 查看用法。", "Run nianbao --help, or nianbao COMMAND --help, for usage."},
		"written":         {"已写入", "written"},
		"lang":            {"提示信息的语言；默认按 NIANBAO_LANG、LC_ALL、LANG。", "Language of messages; by default that of NIANBAO_LANG, LC_ALL or LANG."},

		"convert": {"转换报告。", "Convert reports."},
		"inputs":  {"输入文件；- 为标准输入。格式先看内容，再看文件名。", "Input files; - is standard input. The format follows from the content first and the name second."},
		"output": {"输出文件，或已有的文件夹；- 为标准输出。默认写在输入文件旁边，只换扩展名。",
			"Output file, or an existing folder; - is standard output. By default beside the input, with another extension."},
		"from":          {"输入格式：docx、doc、odt、xlsx、rtf、pdf、ofd、html、json、text。", "Format of the input: docx, doc, odt, xlsx, rtf, pdf, ofd, html, json, text."},
		"to":            {"输出格式：docx、pdf、ofd、json、html。默认按 -o 的扩展名，再默认 docx。", "Format of the output: docx, pdf, ofd, json, html. By default that of -o's extension, else docx."},
		"style":         {"版式文件，默认为 GB/T 9704-2012。", "House style file; GB/T 9704-2012 by default."},
		"ocr":           {"扫描件（图片）交给这个程序识别文字，例如 'tesseract stdin stdout -l chi_sim --psm 6 tsv'；不指定则不读扫描件。", "Have the text of scans (pictures) recognised by this program, such as 'tesseract stdin stdout -l chi_sim --psm 6 tsv'; without it scans are refused."},
		"ocr_figures":   {"表格中的数字改由这个程序识别，例如 'tesseract stdin stdout -l eng --psm 6 tsv'。", "Have the figures of tables recognised by this program instead, such as 'tesseract stdin stdout -l eng --psm 6 tsv'."},
		"font_dir":      {"PDF 和 OFD 改用此文件夹中的字体（fangsong.ttf、kaiti.ttf、heiti.ttf、song.ttf、xiaobiaosong.ttf），以及藏文、维吾尔文、蒙古文、彝文、朝鲜文字体。", "Take the fonts of PDF and OFD from this folder (fangsong.ttf, kaiti.ttf, heiti.ttf, song.ttf, xiaobiaosong.ttf), and those for Tibetan, Uyghur, Mongolian, Yi and Korean."},
		"evidence":      {"另存每个单元格的出处（JSON）；多个输入时为文件夹。", "Write where each cell came from to this file (JSON); a folder with several inputs."},
		"strict":        {"有警告即拒绝，不生成文件。", "Refuse, and make no file, where there are warnings."},
		"fragment":      {"HTML 只要正文片段，供粘贴到网站编辑器。", "Make HTML the bare article, for a portal's editor."},
		"created":       {"PDF 和 OFD 中写明的创建日期；默认为报告的成文日期。", "Date of creation that a PDF or an OFD states; by default that of the report."},
		"pdf_profile":   {"PDF 规格：a3a+ua1（默认，存档、无障碍、附数据）、a2b、a1b、a4f+ua2、none。", "Profile of PDF: a3a+ua1 (default: archive, accessible, data attached), a2b, a1b, a4f+ua2, none."},
		"protect":       {"Word 文件做成表单：只能改数据和文字，不设密码。", "Make a Word file a form: figures and prose can be changed, nothing else; no password."},
		"contents":      {"Word 文件正文前加一页目录（目录域，可在 Word 中更新）。", "Put a page with a table of contents before a Word file (a field, which Word can renew)."},
		"number":        {"按公文格式印出，发文字号为此，如“示政发〔2024〕1号”。", "Print the report as an official document of this number, like 示政发〔2024〕1号."},
		"shell":         {"按公文格式印出，版头和附件取自此 JSON 文件：organs、number、signers、copy_number、secrecy、urgency、annexes。", "Print the report as an official document, with head and annexes from this JSON file: organs, number, signers, copy_number, secrecy, urgency, annexes."},
		"no_attachment": {"PDF 和 OFD 不附报告数据。", "Attach no data to a PDF or an OFD."},
		"force":         {"允许默认文件名覆盖已有文件。", "Let the default file name replace an existing file."},
		"jobs":          {"同时转换的个数，默认等于处理器个数。", "Conversions at a time; by default the number of processors."},

		"check":        {"核对报告：勾稽关系、栏目、文字与表格。", "Check reports: sums, sections, prose against tables."},
		"previous":     {"上年度的报告或其文件夹，按单位和年度对应，核对结转数；可多次给出。", "Last year's report, or a folder of them, found by organisation and year, to check what was carried over; may be given several times."},
		"review":       {"核对记录（网页导出的文件）：其中已核对的问题不再计入，另行列出；可多次给出。", "Review file, as the web page exports it: what was checked there counts no more and is listed apart; may be given several times."},
		"renamed":      {"单位更名：旧名称=新名称；可多次给出。", "An organisation that was renamed: OLD=NEW; may be given several times."},
		"subordinate":  {"下级单位的报告或其文件夹，核对汇总数；可多次给出。", "Report of a subordinate, or a folder of them, to check sums; may be given several times."},
		"check_inputs": {"报告文件，或其文件夹（含子文件夹）；- 为标准输入。", "Report files, or folders of them (with those in them); - is standard input."},
		"check_to":     {"结果格式；docx 把意见写成 Word 批注。默认按 -o 的扩展名，再默认 text。", "Form of the result; docx puts the findings into the Word file as comments. By default that of -o's extension, else text."},
		"check_file":   {"输出文件或文件夹；text、json 默认标准输出，html、docx 默认写在输入文件旁边。", "Output file or folder; by default standard output for text and json, beside the input for html and docx."},
		"check_output": {"输出文件或文件夹；默认标准输出。", "Output file or folder; by default standard output."},
		"summary":      {"错误|警告|文件|不能读取", "errors|warnings|file|cannot be read"},

		"sum":          {"把多份报告的表格逐格相加，并列出哪份报告的哪些格子空白。", "Add up the tables of many reports cell by cell, and tell what is blank in which."},
		"sum_inputs":   {"报告文件，或其文件夹（含子文件夹）。", "Report files, or folders of them (with those in them)."},
		"sum_to":       {"结果格式：json、docx、pdf、ofd、html，或 xlsx（每份报告一行）。默认按 -o 的扩展名，再默认 json。", "Format of the result: json, docx, pdf, ofd, html, or xlsx (one row a report). By default that of -o's extension, else json."},
		"organization": {"汇总单位的名称。", "The organisation that the sum is for."},
		"year":         {"汇总的年度，其他年度的报告不计入；默认取各报告共同的年度，不一致则不汇总。", "Year of the sum, of which reports of other years are left out; by default that of the reports, and where they differ there is no sum."},
		"duplicates":   {"同一单位同一年度有几份报告时：newest 取日期最新的，all 全部计入，refuse 不汇总。", "What becomes of several reports of one organisation and year: newest takes that of the latest date, all adds them all, refuse makes no sum."},
		"roster":       {"应报单位名单，每行一个单位，或 CSV 文件的第一列；列出缺少、多出和重复的。", "The list of those whose reports are expected, one a line or the first column of a CSV file; tells who is missing, unexpected or there twice."},
		"new":          {"由上年度报告生成本年度初稿。", "Make next year's draft from last year's report."},
		"new_from":     {"上年度的报告。", "Last year's report."},
		"new_year":     {"新报告的年度；默认为上年度加一。", "Year of the draft; by default the one after last year's."},

		"serve":   {"启动 HTTP 服务和网页。", "Serve conversions and a web page over HTTP."},
		"addr":    {"监听地址。", "Address to listen on."},
		"workers": {"同时处理的请求数，默认等于处理器个数。", "Requests worked on at a time; by default the number of processors."},
		"queue":   {"可以排队等候的请求数，默认每个处理器 8 个。", "Requests that may wait; by default 8 for each worker."},
		"timeout": {"每个请求的时限。", "Time limit of one request."},
		"rate":    {"每个客户端每秒的请求数，默认不限。", "Requests a second for each client address; by default no limit."},
		"metrics_addr": {"另开一个地址，只供运维：/metrics、/livez、/readyz；给出后主地址不再提供 /metrics。",
			"A second address for operators only: /metrics, /livez, /readyz; the first one then has no /metrics."},
		"memory": {"整个进程的内存上限（MiB）；默认取容器的上限，没有则为 256 加每个并发 128。",
			"Memory of the whole process in MiB; by default the container's limit, else 256 and 128 for each worker."},
		"connections": {"同时打开的连接数，默认 4096。", "Connections open at a time; 4096 by default."},
		"body_rate":   {"请求体每秒至少要有的字节数，默认 32768。", "Bytes a second that a body must bring; 32768 by default."},
		"host": {"允许的域名，可多次给出；只监听本机时默认只允许本机的名称，否则不限。",
			"Name that requests may be addressed to; may be given several times. By default those of this machine where it listens to nothing else, else any."},
		"origin":       {"允许其网页发来请求的网站（https://…），可多次给出。", "Site (https://…) whose pages may send requests; may be given several times."},
		"desk":         {"在本机打开年报网页，关闭网页后自动结束。", "Open the web page for reports on this machine; end when it was closed."},
		"desk_addr":    {"本机的监听地址；默认 127.0.0.1:8521，被占用时改用其他端口。", "Address on this machine to listen on; by default 127.0.0.1:8521, or another port where that is taken."},
		"no_browser":   {"不打开浏览器，只显示网址。", "Open no browser, only print the address."},
		"desk-running": {"年报网页已在以上网址运行，不再另开一个。", "The desk runs already at this address: no second one was started."},
		"desk-open":    {"年报网页在以上网址；关闭全部网页后，本程序自动结束。", "The web page is at this address; the program ends when all its pages were closed."},
		"press-enter":  {"按回车键关闭窗口。", "Press Enter to close this window."},
		"health":       {"检查服务是否就绪，供容器使用。", "Ask whether the service is ready, for containers."},
		"health_addr": {"服务的地址；默认按 NIANBAO_METRICS_ADDR、NIANBAO_ADDR，再默认 127.0.0.1:8080。",
			"Address of the service; by default that of NIANBAO_METRICS_ADDR, else of NIANBAO_ADDR, else 127.0.0.1:8080."},
		"drain": {"停止时，先报告未就绪、再关闭端口之间的等待。", "Time between answering not ready and closing the port when stopping."},

		"schema":     {"输出报告 JSON 的 JSON Schema（2020-12）。", "Print the JSON Schema (2020-12) of the report's JSON."},
		"editions":   {"列出所知的各版报告格式。", "List the known editions of the report's format."},
		"validate":   {"检查一个格式定义文件，指出有误的行和字段。", "Check a file that describes an edition, and name the line and the field that is wrong."},
		"sound":      {"：没有发现错误", ": nothing is wrong"},
		"man":        {"把手册页（man）写到文件夹，供打包使用。", "Write manual pages into a folder, for those who package the program."},
		"man_output": {"已有的文件夹。", "An existing folder."},
		"as_json":    {"输出 JSON。", "Print JSON."},
		"version":    {"输出版本。", "Print the version."},
	}
}

func helpText(name string, lang diag.Lang) string {
	text := helpTexts()[name]
	if lang == diag.Chinese {
		return text[0]
	}
	return text[1]
}
