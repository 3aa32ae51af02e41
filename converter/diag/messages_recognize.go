package diag

// recognizeMessages: finding the report in a document, and giving it its form.
var recognizeMessages = map[Code]message{
	"compose-format":         {Error, "没有“{format}”这一版格式", "there is no format “{format}”"},
	"compose-mixed-editions": {Error, "“{heading}”的表格混用了几版格式的行或列（{cells}），无法写成文件；请先把这些单元格改到同一版格式", "the table of “{heading}” mixes rows or columns of several editions ({cells}) and cannot be written; move these cells to one edition first"},
	"compose-cell-text":      {Warning, "{table}“{row}”“{col}”：数值是{value}，印出的文字却是“{text}”；文件按文字印出，读回时以文字为准，请改成一致", "{table} “{row}” “{col}”: the value is {value} but the printed text says “{text}”; the file prints the text and reads back as the text says: make the two agree"},

	"not-a-report":     {Error, "这不是政府信息公开工作年度报告：{reason}", "this is no annual report on government information disclosure: {reason_en}"},
	"cell-not-placed":  {Warning, "{table}“{row}”：原文中的“{raw}”无法确定属于哪一格，已留空（{reason}）；请对照原文填写", "{table} “{row}”: “{raw}” in the source could not be placed with certainty and was left blank ({reason_en}); fill it in from the original"},
	"row-not-found":    {Warning, "{table}：没有找到“{row}”一行，该行留空；如原文有此行请补填", "{table}: the row “{row}” was not found and stays blank; fill it in if the original has it"},
	"rows-not-found":   {Warning, "{table}：没有找到{n}行（{rows}），留空；文本可能不完整，请对照原文补填", "{table}: {n} rows were not found ({rows}) and stay blank; the text may be cut short: fill them in from the original"},
	"column-not-found": {Warning, "{table}：没有找到“{columns}”这一列，该列留空；如原文有此列请补填", "{table}: the column “{columns}” was not found and stays blank; fill it in if the original has it"},
	"column-unknown":   {Warning, "{table}：“{column}”一列不是规定的列，其中{n}个数据（如“{raw}”）没有采用；请核对原文", "{table}: the column “{column}” is none of the form, and {n} figures in it (such as “{raw}”) were not used; check the original"},
	"row-no-figures":   {Warning, "{table}：有{n}行在原文中只有行名、没有数据，已留空（{rows}）；请对照原文", "{table}: {n} rows have a label but no figures in the source and stay blank ({rows}); compare with the original"},
	"figure-unclaimed": {Warning, "{table}：“{raw}”不属于任何一行，没有采用（在“{after}”之后）；请核对原文", "{table}: “{raw}” belongs to no row and was not used (it follows “{after}”); check the original"},
	"figure-truncated": {Warning, "{table}“{row}”：原文在“{raw}”处中断，该数可能不完整，已留空", "{table} “{row}”: the source ends in “{raw}”; the figure may be cut, so it was left blank"},
	"cell-inferred":    {Warning, "{table}：{n}个数据的位置是推断的（{reason}）；请对照原文核对", "{table}: the places of {n} figures were inferred ({reason_en}); check them against the original"},
	"cell-unreadable":  {Warning, "{table}“{row}”“{col}”：“{text}”不能确定是哪一个数，已照录文字、未取数值；请对照原文填写", "{table} “{row}” “{col}”: “{text}” is not one certain number; the text was kept without a value: fill in the figure from the original"},
	"cell-unit":        {Warning, "{table}“{row}”“{col}”：原文“{text}”的单位与该栏不同，已照录文字、未取数值；折合{converted}，请核对后填写", "{table} “{row}” “{col}”: “{text}” is in another unit than its column; the text was kept without a value. It comes to {converted}: check it and fill it in"},
	"cell-unit-other":  {Warning, "{table}“{row}”“{col}”：原文“{text}”的单位不是该栏的单位，已照录文字、未取数值；请对照原文填写", "{table} “{row}” “{col}”: “{text}” is in a unit that its column does not count in; the text was kept without a value: fill in the figure from the original"},
	"cell-unit-header": {Warning, "{table}“{row}”“{col}”：原文此栏（“{header}”）的单位不是规定的{unit}，已照录为“{text}”、未取数值；折合{converted}，请核对后填写", "{table} “{row}” “{col}”: the source’s column (“{header}”) is not in {unit} as prescribed; “{text}” was kept without a value. It comes to {converted}: check it and fill it in"},
	"cell-invisible":   {Information, "{table}“{row}”“{col}”：原文“{text}”前后有看不见的字符，已略去", "{table} “{row}” “{col}”: characters that nobody sees stand beside “{text}” in the source and were dropped"},
	"table-not-found":  {Warning, "没有找到“{heading}”的表格", "the table of “{heading}” was not found"},
	"table-damaged":    {Warning, "{table}：表格在提取时损坏，{n}个单元格无法确定，已留空；请对照原文填写", "{table}: the table was damaged when the text was extracted; {n} cells could not be placed and were left blank: fill them in from the original"},
	"table-twice":      {Warning, "{table}：有{n}张这样的表（如第{line}行和第{other}行），数字不同，不知以哪一张为准，已留空；请删去其他表，或在表前写明年度", "{table}: there are {n} such tables (at line {line} and line {other}, for two) with different figures; which is meant is not known, so it was left blank: delete the others, or name the year above each"},
	"section-missing":  {Warning, "没有找到“{heading}”这一部分", "the section “{heading}” was not found"},
	"year-unknown":     {Information, "原文没有写明报告年度", "the source does not say the report's year"},
	"organ-unknown":    {Information, "原文没有写明报告单位的名称", "the source does not name the organ"},
	"tail-read":        {Information, "“{text}”已作为{part}读取，请核对", "“{text}” was read as {part_en}: check it"},
	"text-after-date":  {Information, "落款日期之后还有“{text}”等文字，留在最后一部分中；如为附件、附注或抄送，请核对", "text stands below the date (“{text}”); it was kept in the last section: check whether it is an attachment, a note or a distribution list"},
	"title-changed":    {Information, "标题与文件属性不一致，以标题为准", "the title differs from the file's properties; the title was believed"},
}
