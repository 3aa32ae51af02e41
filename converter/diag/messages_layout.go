package diag

// layoutMessages: fonts (package sfnt) and pages (packages layout and pdf).
var layoutMessages = map[Code]message{
	"font-unreadable":   {Warning, "字体文件“{file}”不能使用（{problem}），已跳过；请换用 TrueType 字体文件（.ttf、.ttc）", "the font file “{file}” cannot be used ({problem}) and was left out; use a TrueType font (.ttf, .ttc)"},
	"font-cff":          {Warning, "字体文件“{file}”采用 CFF 轮廓（OpenType .otf），不能使用，已跳过；请换用 TrueType 轮廓的 .ttf 或 .ttc 文件", "the font file “{file}” has CFF outlines (OpenType .otf) and was left out; use a .ttf or .ttc with TrueType outlines"},
	"font-restricted":   {Warning, "字体文件“{file}”的授权标志（OS/2 fsType）不允许嵌入或取子集，已跳过；请换用允许嵌入的字体", "the licence bits of the font file “{file}” (OS/2 fsType) forbid embedding or subsetting; it was left out, use a font that allows them"},
	"font-too-large":    {Warning, "字体文件“{file}”太大（{problem}），已跳过", "the font file “{file}” is too large ({problem}) and was left out"},
	"font-unused":       {Warning, "字体文件“{file}”的文件名和字体名都不对应任何字体角色，未使用；请把文件命名为下列角色之一：{names}", "neither the name of the font file “{file}” nor the names inside it belong to a face of the style, so it was not used; name the file after one of: {names}"},
	"font-taken":        {Information, "“{role}”使用字体文件“{file}”（{name}）", "the face “{role}” comes from the font file “{file}” ({name})"},
	"font-absent":       {Information, "本程序未包含字体“{face}”，改用 {font}；可在字体文件夹中提供该字体", "this build of the program does not hold the face “{face}”; {font} stands in for it. Put the face into the font folder to have it"},
	"font-folder-empty": {Warning, "字体文件夹中没有可用的字体，使用内置字体", "the font folder holds no font that can be used; the built-in fonts are used"},
	"font-folder-limit": {Warning, "字体文件夹中的字体文件超过 {limit} 个，从“{file}”起未读取", "the font folder holds more than {limit} font files; those from “{file}” on were not read"},

	"glyph-missing":         {Warning, "{where}：没有字体包含字符“{character}”（{code}），共 {count} 处，已印成“{substitute}”；请改用其他字，或在字体文件夹中提供含有该字的字体", "{where_en}: no font has the character “{character}” ({code}; occurrences: {count}); printed as “{substitute}”. Use another character, or put a font that has it into the font folder"},
	"glyph-missing-refused": {Error, "{where}：没有字体包含字符“{character}”（{code}），共 {count} 处；请改用其他字，或在字体文件夹中提供含有该字的字体", "{where_en}: no font has the character “{character}” ({code}; occurrences: {count}); use another character, or put a font that has it into the font folder"},
	"glyph-fallback":        {Information, "{where}：字体“{face}”没有字符“{character}”（{code}），共 {count} 处，改用 {font}", "{where_en}: the face “{face}” lacks the character “{character}” ({code}; occurrences: {count}); it is drawn from {font}"},
	"glyph-variant":         {Information, "{where}：字形选择符 {code} 未起作用，共 {count} 处，印出的是“{character}”的通用字形", "{where_en}: the variation selector {code} has no effect (occurrences: {count}); “{character}” is printed in its usual shape"},
	"glyph-equivalent":      {Information, "{where}：字符“{character}”（{code}）共 {count} 处，是部首、兼容字符或连字，已按“{meant}”印出；请在原文中改用通用字符", "{where_en}: the character “{character}” ({code}; occurrences: {count}) is a radical, a compatibility form or a ligature and is printed as “{meant}”; use the common character in the source"},
	"glyph-invisible":       {Information, "{where}：有不可见的控制字符 {code}，共 {count} 处，未印出；请检查它前后的文字", "{where_en}: the invisible character {code} (occurrences: {count}) is not printed; check the text around it"},
	"glyph-script":          {Warning, "{where}：没有字体包含{script}，“{character}”等共 {count} 个字符已印成“{substitute}”；请在字体文件夹中提供含有该文字的字体", "{where_en}: no font has {script_en}; “{character}” and others ({count} characters) are printed as “{substitute}”. Put a font that has the script into the font folder"},

	"layout-cell-overflow": {Warning, "{where}：“{text}”在单元格宽度内排不下，已断成几行；请改用较小字号或检查该数", "{where_en}: “{text}” is wider than its cell and was broken over lines; use a smaller type size or check the figure"},
	"layout-line-overflow": {Warning, "{where}：“{text}”的一个字比行还宽，会伸出版心", "{where_en}: a character of “{text}” is wider than its line and sticks out"},
	"layout-row-split":     {Warning, "{where}：一行表格比一页还高，已分到几页", "{where_en}: a table row is taller than a page and was split over pages"},
	"layout-table-split":   {Information, "{where}：表格一页放不下，从第 {page} 页起分页排，表头和跨行的项目名重复印出", "{where_en}: the table does not fit on a page and continues on page {page}, with its header and group labels repeated"},
	"layout-table-scaled":  {Warning, "{where}：表格比版心宽，列宽已按比例缩小", "{where_en}: the table is wider than the type area; its columns were narrowed in proportion"},
	"layout-table-grid":    {Warning, "{where}：表格结构有误（{problem}），已改按逐行文字排印", "{where_en}: the table's grid is not sound ({problem}); its cells were printed as lines of text"},
	"layout-table-nested":  {Information, "{where}：单元格中的嵌套表格已改按逐行文字排印", "{where_en}: a table inside a cell was printed as lines of text"},
	"protect-format":       {Error, "只有 Word 文件（docx）能做成表单，{format} 不能；请改用 --to docx，或去掉 --protect", "only a Word file (docx) can be a form, {format} cannot: use --to docx, or leave --protect out"},
	"pdf-profile-unknown":  {Error, "没有“{value}”这种 PDF 规格；可用：{known}", "there is no PDF profile “{value}”; known: {known}"},
	"pdf-without-data":     {Information, "PDF 规格 {profile} 不允许附件，文件中没有附带报告数据，读回时只能按版面识别；需要附带数据时请用默认规格", "the PDF profile {profile} allows no attachments: the file carries no data and can only be read back from its pages; use the default profile to have them"},
	"layout-page-limit":    {Error, "文档超过 {limit} 页，未生成", "the document has more than {limit} pages and was not made"},
}
