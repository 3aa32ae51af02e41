package diag

// checkMessages: the explanations that package check offers. The messages of the checking rules themselves are data,
// in templates/editions.
var checkMessages = map[Code]message{
	"check-slip-digit-lost":        {Information, "{cell}的{from}可能漏了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: {from} may lack a digit; with {to} every formula it takes part in holds"},
	"check-slip-digit-added":       {Information, "{cell}的{from}可能多了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: {from} may have a digit too many; with {to} every formula it takes part in holds"},
	"check-slip-digit-changed":     {Information, "{cell}的{from}可能错了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: one digit of {from} may be wrong; with {to} every formula it takes part in holds"},
	"check-slip-digits-transposed": {Information, "{cell}的{from}可能两位数字颠倒：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: two digits of {from} may have changed places; with {to} every formula it takes part in holds"},
	"check-slip-number-split":      {Information, "{cell}与{other}中的“{digits}”可能是同一个数字{joined}被拆成了两个单元格：分别改为{to}和{other_to}后，涉及的勾稽关系全部成立", "“{digits}” in {cell_en} and {other_en} may be one number, {joined}; with {to} and {other_to} every formula they take part in holds"},
	"check-slip-figures-swapped":   {Information, "{cell}的{from}与{other}的{other_from}可能填反了：互换后，涉及的勾稽关系全部成立", "{cell_en}: {from} and {other_en}: {other_from} may have changed places; once exchanged every formula they take part in holds"},
	"check-slip-row-shifted":       {Information, "“{row}”行的数字可能整体错开了一列：改为 {figures} 后，涉及的勾稽关系全部成立", "the figures of the row “{row}” may have moved by one column; with {figures} every formula they take part in holds"},
	"check-slip-one-cell":          {Information, "只要把{cell}的{from}改为{to}，{n}条不成立的勾稽关系就全部成立", "with {to} instead of {from} in {cell_en} all {n} broken formulas hold"},

	"sum-blank":         {Information, "“{table}”有{n}个单元格为空，汇总时未计入：{cells}", "“{table}” has {n} blank cells, which are not in the sum: {cells_en}"},
	"sum-lost":          {Warning, "“{table}”有{n}个单元格读取时无法确定，汇总时未计入：{cells}", "{n} cells of “{table}” could not be read with certainty and are not in the sum: {cells_en}"},
	"sum-mark":          {Information, "“{table}”有{n}个单元格以符号代替数字，汇总时未计入：{cells}", "{n} cells of “{table}” hold marks instead of figures and are not in the sum: {cells_en}"},
	"sum-not-a-number":  {Warning, "“{table}”有{n}个单元格不是数字，汇总时未计入：{cells}", "{n} cells of “{table}” are no numbers and are not in the sum: {cells_en}"},
	"sum-other-unit":    {Warning, "“{table}”有{n}个单元格的数字单位与该栏不同，未相加，合计留空：{cells}", "the figures of {n} cells of “{table}” are in another unit than their column; they were not added, and the sum stays blank: {cells_en}"},
	"sum-table-missing": {Warning, "没有“{table}”，汇总时未计入", "there is no “{table}”; it is not in the sum"},
	"sum-other-edition": {Warning, "“{table}”采用的是另一版格式，汇总时未计入", "“{table}” is of another edition and is not in the sum"},
	"sum-duplicate":     {Warning, "与“{with}”是同一单位同一年度的报告，两份都已计入汇总", "the report is of the same organisation and year as “{with}”; both are in the sum"},
	"sum-other-year":    {Warning, "这是其他年度的报告，不是{with}年的，未计入汇总", "the report is of another year than the sum ({with}) and is not in it"},
	"sum-too-large":     {Warning, "{cell}的合计超过18位数字，已留空", "the sum of {cell} has more than 18 digits and was left blank"},

	"draft-year":      {Error, "上一年度报告没有年份，无法确定新一年的年份；请指定", "last year’s report names no year, so that of the draft is not known: give it"},
	"draft-words":     {Information, "“{table}”中有{n}格文字（名称、地址、是否等）照上年保留，请核对", "{n} cells of words in “{table}” (names, addresses, yes or no) were kept from last year: check them"},
	"draft-carried":   {Information, "{cell}已按上年的{from}填为{value}", "{cell_en}: {value}, carried over from last year’s {from_en}"},
	"draft-blank":     {Warning, "{cell}应与上年的{from}一致，但上年为空，未填", "{cell_en} should be last year’s {from_en}, which is blank: not filled in"},
	"draft-chain":     {Information, "{cell}：上年为{value}，请按上年数、本年增加和减少核定", "{cell_en}: last year it was {value}; work it out from that and this year’s changes"},
	"draft-prose":     {Information, "“{heading}”保留了上年的{n}段文字，已逐段标注“{marker}”，核对后请删除标注", "“{heading}” keeps {n} paragraphs of last year’s, each marked “{marker}”; delete the mark once it is reviewed"},
	"draft-tail":      {Information, "{part}保留了上年的{n}段文字，请核对", "{part_en}: {n} paragraphs of last year’s are kept, please review"},
	"draft-printed":   {Information, "{part}中的“{text}”是上年的印发情况，未保留，印发时请填写", "{part_en}: “{text}” tells of last year’s printing and was dropped; add this year’s when it is printed"},
	"draft-year-left": {Information, "“{heading}”第{n}段提到{years}，未作改动，请核对", "“{heading}”, paragraph {n} names {years}: left as it is, please review"},

	"annotate-encoding":  {Error, "{part} 不是 UTF-8 编码，不能写入批注", "{part} is not UTF-8: no comments can be written into it"},
	"annotate-package":   {Error, "写入批注失败：{problem}", "the comments could not be written: {problem}"},
	"annotate-signature": {Warning, "文件带有数字签名，加入批注后签名失效", "the file is signed; with comments in it the signature does not hold any more"},
}
