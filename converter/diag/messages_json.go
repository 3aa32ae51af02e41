package diag

// jsonMessages: reading the JSON contract (package report).
var jsonMessages = map[Code]message{
	"json-syntax":          {Error, "JSON 语法错误：{problem}", "not valid JSON: {problem_en}"},
	"json-encoding":        {Error, "JSON 必须是有效的 UTF-8 编码（从第 {byte} 个字节起不是）", "JSON must be valid UTF-8 (it is not from byte {byte} on)"},
	"json-limit":           {Error, "JSON 超出限制：{what}最多 {limit}", "JSON exceeds a limit: at most {limit} {what_en}"},
	"json-unknown-key":     {Error, "{pointer}：不认识的键“{key}”；这里可以用：{known}", "{pointer}: unknown key “{key}”; known here: {known}"},
	"json-duplicate-key":   {Error, "{pointer}：键“{key}”重复出现", "{pointer}: the key “{key}” appears twice"},
	"json-type":            {Error, "{pointer}：此处应为{expected}，实际是{found}", "{pointer}: expected {expected_en}, found {found_en}"},
	"json-missing-key":     {Error, "{pointer}：缺少必需的键“{key}”", "{pointer}: the required key “{key}” is missing"},
	"json-format":          {Error, "{pointer}：没有“{value}”这一版格式；现有：{known}", "{pointer}: there is no format “{value}”; known: {known}"},
	"json-number":          {Error, "{pointer}：数字“{value}”应为不带指数、至多18位有效数字的十进制数", "{pointer}: the number “{value}” must be a decimal without exponent and with at most 18 digits"},
	"json-cell-string":     {Error, "{pointer}：单元格中的“{value}”是字符串；数字不加引号，空白写 null，符号可用 {marks}，其他文字写成 {\"value\": null, \"text\": \"…\"}", "{pointer}: the cell holds the string “{value}”; write numbers without quotes, null for a blank, one of {marks} for a mark, and other text as {\"value\": null, \"text\": \"…\"}"},
	"json-line-break":      {Error, "{pointer}：一个段落不能含换行；请拆成几个段落", "{pointer}: a paragraph cannot hold a line break; split it into several"},
	"json-character":       {Error, "{pointer}：不允许的字符 {character}", "{pointer}: the character {character} is not allowed"},
	"json-year":            {Error, "{pointer}：年份应为 1900 至 2999 之间的整数，实际是 {value}", "{pointer}: the year must be an integer from 1900 to 2999, found {value}"},
	"json-date":            {Error, "{pointer}：日期应写成 2024-01-15 的形式，实际是“{value}”", "{pointer}: a date is written like 2024-01-15, found “{value}”"},
	"json-version":         {Error, "{pointer}：不支持的版本 {value}；本程序支持 1", "{pointer}: unsupported version {value}; this program supports 1"},
	"json-table-format":    {Error, "{pointer}：表中有{format}版格式没有的单元格“{cell}”", "{pointer}: the table holds the cell “{cell}”, which the {format} format does not have"},
	"table-mixed-editions": {Warning, "“{table}”一表混用了几版格式的行或列（{cells}）：数据照录，但不能写成 Word 或 PDF", "the table “{table}” mixes rows or columns of several editions ({cells}): kept as data, but it cannot be written to Word or PDF"},
}
