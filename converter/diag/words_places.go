package diag

// placeWords are places of a report and of a file, and what is said of them in passing.
var placeWords = map[Word]phrase{
	"title":     {"标题", "title"},
	"signature": {"落款", "signature"},

	"cell":           {"“{row}”的“{col}”", "“{row}”, column “{col}”"},
	"cell-of-table":  {"{table}{cell}", "{table}, {cell_en}"},
	"cell-short":     {"{row}·{col}", "{row} / {col}"},
	"whole-column":   {"“{col}”整列", "column “{col}”"},
	"whole-row":      {"“{row}”整行", "row “{row}”"},
	"and-more":       {"等", " and {n} more"},
	"and-so-on":      {"{listed}等", "{listed_en} …"},
	"times":          {"倍", "times"},
	"part-of":        {"分之一", "th of"},
	"behind":         {"（在“{text}”之后）", " (it follows “{text}”)"},
	"at-line":        {"第{n}行", "line {n}"},
	"at-report":      {"第{n}份", "report {n}"},
	"no-organ":       {"（没有写明单位）", "(no organ named)"},
	"in-table":       {"“{table}”", "table “{table}”"},
	"in-cell":        {"“{table}”第 {row} 行第 {col} 列", "table “{table}”, row {row}, column {col}"},
	"in-section":     {"“{section}”部分", "section “{section}”"},
	"before-section": {"正文开头", "before the first section"},

	// Scripts of the languages that are printed beside Chinese.
	"tibetan":   {"藏文", "Tibetan"},
	"arabic":    {"阿拉伯字母（维吾尔文、哈萨克文）", "Arabic (Uyghur, Kazakh)"},
	"mongolian": {"蒙古文", "Mongolian"},
	"yi":        {"彝文", "Yi"},
	"korean":    {"朝鲜文", "Korean"},

	"neither-headings-nor-tables": {"既没有规定的各部分标题，也没有规定的表格", "it has neither the prescribed headings nor the prescribed tables"},
	"no-tables":                   {"没有规定的表格（{year}年起的格式才有）", "it has none of the prescribed tables (they exist since the format of {year})"},
	"only-form":                   {"只有表格的格式，没有年度，也没有数据", "it is only the form: there is no year and no figure in it"},
}
