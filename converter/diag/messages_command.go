package diag

// commandMessages: the command line itself, what was asked for beside the inputs, and interruption (package main of
// cmd/nianbao, and package match).
var commandMessages = map[Code]message{
	"work-interrupted": {Error, "已中断，{total} 份中完成了 {done} 份", "interrupted, {done} of {total} done"},

	"usage-no-command":      {Error, "没有写子命令；可用：{known}", "no command is given; there are: {known}"},
	"usage-command-unknown": {Error, "没有子命令“{command}”；可用：{known}{similar}", "there is no command “{command}”; there are: {known}{similar_en}"},
	"usage-no-input":        {Error, "未指定输入文件；运行 {command} --help 查看用法", "no input is given; {command} --help says how"},
	"usage-input-empty":     {Error, "有一个输入文件名是空的", "one of the inputs has an empty name"},
	"usage-two-inputs":      {Error, "compare 要两份报告：先本年度的，后上年度的；给出的有 {n} 份", "compare wants two reports, this year's and then last year's; {n} were given"},
	"usage-argument":        {Error, "无法识别参数“{argument}”", "“{argument}” means nothing here"},
	"usage-flag-unknown":    {Error, "没有选项 {flag}{similar}", "there is no flag {flag}{similar_en}"},
	"usage-flag-required":   {Error, "缺少选项 {flag}", "the flag {flag} is missing"},
	"usage-flag-empty":      {Error, "{flag} 后面没有写内容", "{flag} needs a value"},
	"usage-flag-value":      {Error, "{flag} 不能是“{value}”", "{flag} cannot be “{value}”"},
	"usage-flag-one-of":     {Error, "{flag} 不能是“{value}”；可用：{known}", "{flag} cannot be “{value}”; there are: {known}"},
	"usage-flag-count":      {Error, "{flag} 应是不小于 0 的整数，不能是“{value}”", "{flag} must be a whole number, 0 or more, and not “{value}”"},
	"usage-flag-year":       {Error, "{flag} 应是 {first} 到 {last} 的年份，不能是“{value}”", "{flag} must be a year from {first} to {last}, and not “{value}”"},
	"usage-flag-number":     {Error, "{flag} 应是不小于 0 的数，不能是“{value}”", "{flag} must be a number, 0 or more, and not “{value}”"},
	"usage-flag-duration":   {Error, "{flag} 应是不小于 0 的时间，如 30s、2m，不能是“{value}”", "{flag} must be a time of 0 or more, such as 30s or 2m, and not “{value}”"},
	"usage-wrong":           {Error, "命令行有误：{problem}", "the command line is wrong: {problem}"},
	"usage-stdin-twice":     {Error, "标准输入（-）只能用一次", "standard input (-) can be used once only"},

	"stdout-unwritable": {Error, "不能写到标准输出：{problem}", "standard output cannot be written: {problem_en}"},
	"format-unreadable": {Error, "不能读取“{value}”格式；可读取：{known}", "the format “{value}” cannot be read; these can: {known}"},
	"folder-unreadable": {Error, "文件夹无法打开，其中的报告没有读取：{problem}", "the folder cannot be opened, and the reports in it were not read: {problem_en}"},
	"folder-link":       {Error, "这是指向文件夹的链接，其中的报告没有读取；请直接给出那个文件夹", "this is a link to a folder, and the reports in it were not read; name that folder itself"},
	"folder-empty":      {Error, "这个文件夹及其子文件夹里没有报告（.docx、.html、.txt、.json 等）", "there is no report (.docx, .html, .txt, .json …) in this folder or those in it"},

	// Reports that belong together: package match.
	"renamed-invalid":               {Error, "--renamed 的“{value}”无效；请写成 旧名称=新名称，每个旧名称一次", "“{value}” is no renaming; write OLD=NEW, each old name once"},
	"renamed-circle":                {Error, "--renamed 的“{value}”与其他更名绕成一圈", "the renaming “{value}” goes in a circle with others"},
	"previous-unreadable":           {Error, "上年度报告“{file}”没有读出来，与上年度的对照不完整", "last year’s report “{file}” could not be read; the comparison with last year is not complete"},
	"previous-missing":              {Error, "给出的上年度报告中没有“{organization}”{year}年的，没有与上年度对照；单位已更名的，请用 --renamed 旧名称=新名称 说明", "none of the reports given as last year’s is of “{organization}” for {year}; nothing was compared with last year. If it was renamed, say --renamed OLD=NEW"},
	"previous-other-organization":   {Error, "“{file}”是“{other}”的报告，不是“{organization}”的，没有与上年度对照；单位已更名的，请用 --renamed 旧名称=新名称 说明", "“{file}” is a report of “{other}” and not of “{organization}”; nothing was compared with last year. If it was renamed, say --renamed OLD=NEW"},
	"previous-other-year":           {Error, "给出的上年度报告是{years}年的，应为{year}年，没有与上年度对照", "what is given as last year’s report is for {years}, not {year}; nothing was compared with last year"},
	"previous-undated":              {Error, "“{file}”没有写明年度，不能确定是{year}年的，没有与上年度对照", "“{file}” names no year, so that it is not known to be for {year}; nothing was compared with last year"},
	"previous-several":              {Error, "{year}年的报告不止一份，数据不同（{files}），没有与上年度对照", "there is more than one report for {year}, with different figures ({files}); nothing was compared with last year"},
	"previous-year-unknown":         {Error, "报告没有写明年度，找不到对应的上年度报告，没有对照", "the report names no year, so that last year’s cannot be found; nothing was compared with it"},
	"previous-organization-unknown": {Error, "报告没有写明单位，找不到对应的上年度报告，没有对照", "the report names no organisation, so that last year’s cannot be found; nothing was compared with it"},
	"previous-unproven":             {Warning, "本报告或“{file}”没有写明单位，不能确认是同一单位的报告", "this report or “{file}” names no organisation; that they are of the same one is not known"},
	"subordinate-unreadable":        {Error, "{n}份下级报告没有读出来（{files}），没有核对汇总数", "{n} reports of subordinates could not be read ({files}); the sums were not compared"},
	"subordinate-duplicate":         {Error, "下级报告“{file}”与“{other}”是同一单位的，没有核对汇总数", "“{file}” and “{other}” are of the same subordinate; the sums were not compared"},
	"subordinate-other-year":        {Error, "下级报告“{file}”是{other}年的，本报告是{year}年的，没有核对汇总数", "the subordinate’s report “{file}” is for {other}, this one for {year}; the sums were not compared"},

	"roster-invalid":    {Error, "无法识别名单内容：{problem}", "the list of names cannot be understood: {problem}"},
	"roster-empty":      {Error, "名单中没有单位", "the list names nobody"},
	"roster-repeated":   {Warning, "名单中“{organization}”重复，第 {line} 行已有", "“{organization}” stands in the list twice, first in line {line}"},
	"roster-missing":    {Error, "缺少“{organization}”的报告", "there is no report of “{organization}”"},
	"roster-twice":      {Error, "“{organization}”的报告不止一份：{files}", "there is more than one report of “{organization}”: {files}"},
	"roster-unexpected": {Error, "“{organization}”不在名单中", "“{organization}” is not on the list"},
	"roster-unnamed":    {Error, "报告没有写明单位，不能与名单核对", "the report names no organisation and cannot be found on the list"},

	// Which reports are in a sum: package sum.
	"sum-added":             {Information, "汇总了 {n} 份报告，另有 {left} 份没有计入", "{n} reports were added up, {left} left out"},
	"sum-refused":           {Error, "没有生成汇总，原因见以上各条", "there is no sum; the messages above say why"},
	"sum-duplicate-refused": {Error, "与“{with}”是同一单位同一年度的报告；请删去一份，或用 --duplicates newest（取日期最新的）或 all（全部计入）", "the report is of the same organisation and year as “{with}”; remove one, or say --duplicates newest (that of the latest date) or all (add both)"},
	"sum-duplicate-tie":     {Error, "与“{with}”是同一单位同一年度的报告，数据不同，从日期无法判断哪份是新的；请删去一份", "the report is of the same organisation and year as “{with}” with other figures, and their dates do not tell which is newer; remove one"},
	"sum-superseded":        {Information, "有更新的一份“{with}”，这份没有计入汇总", "there is a newer version, “{with}”; this one is not in the sum"},
	"sum-years-differ":      {Error, "这份报告不是{with}年的；各报告年度不同时，请用 --year 指明汇总哪一年", "the report is not for {with}; where years differ, say with --year which to add up"},
	"sum-year-unknown":      {Warning, "报告没有写明年度，已计入汇总", "the report names no year; it is in the sum"},
	"sum-name-unknown":      {Warning, "报告没有写明单位，已计入汇总；是否重复无法确认", "the report names no organisation; it is in the sum, and may be in it twice"},
}
