package diag

// reasons is why a figure that the source holds stays blank, and by what an inferred one was placed, in the words of a
// message: “…无法确定其位置：…”.
var reasons = map[string][2]string{
	// Why a cell stays blank.
	"unreadable":     {"这不是一个完整的数字", "these digits are no single number"},
	"too-many":       {"数字多于列数", "there are more figures than columns"},
	"blanks-dropped": {"空格在提取时丢失，不知各数属于哪一列", "blank cells were lost, so that the columns of the figures are not known"},
	"row-length":     {"本行的单元格数与同类各行不同", "the row has a cell more or less than the rows like it"},
	"apart":          {"一部分数字在行名所在的行，一部分在别的行", "some figures stand on the label's line, others elsewhere"},
	"scattered":      {"数字分散在几行上", "the figures are scattered over several lines"},
	"label-twice":    {"同一行名出现两次，数字不同", "the label stands there twice, with different figures"},
	"breaks-off":     {"文本在此中断，后面可能还有数字", "the text breaks off here; figures may have followed"},
	"label-retyped":  {"行名处写的是另外的文字", "other words stand in the place of the label"},
	"spans":          {"合并单元格的数字可能重复写了几次", "the figure of a merged cell may be written several times"},
	"several-rows":   {"有几行数字都可能属于本行", "several rows of figures could be this row's"},
	"direction":      {"数字可能在行名之上，属于哪一行不能确定", "the figures may stand above their label"},
	"label-run":      {"几个行名连在一起，后面的数字按行还是按列排列不能确定", "several labels stand in a run; whether the figures behind them go by row or by column is not known"},
	"broken-figure":  {"数字可能被拆成了几段", "a figure may be broken into pieces"},
	"blanks-front":   {"空格可能被移到了行末", "blank cells may have been moved to the end of the row"},
	"header-order":   {"各列的顺序与表头不一致", "the columns stand in another order than their headers"},
	"header-twice":   {"同一列名出现在两列上，不知哪一列是它的", "the header of a column stands over two columns; which of them it is is not known"},
	"merged-rows":    {"数字所在的单元格跨了几行，不知属于哪一行", "the figure's cell spans several rows; which of them it belongs to is not known"},
	"displaced":      {"有的单元格横向合并、有的拆分，数字与表头的各列对不上", "cells were merged and others split across, so that the figures do not stand under their headers"},
	"in-label":       {"数字写在行名的单元格里", "a figure stands in the label's own cell"},
	"blank-sums":     {"空格按0计算时本行合计不符，可能丢失或多出空格", "with its blanks as 0 the row does not add up: a blank cell may be lost or too many"},
	"two-readings":   {"有两种读法，结果不同", "there are two ways of reading it, which differ"},
	"unheaded":       {"本行的列名缺失，不知是哪一版格式的列", "the row's column headers are gone, so that the edition of its columns is not known"},
	"witnesses":      {"单元格的文字、绑定的数据和位置不一致", "the text of the cell, the value it is bound to and its place do not agree"},
	"second-table":   {"本部分有不止一张这样的表，不知以哪一张为准", "there is more than one such table in the section"},
	"recognised":     {"这是从扫描图片中识别出来的数字", "the figure was recognised in a scan"},
	// By what a figure was placed.
	"drift":       {"空白单元格多于列数，按最后一列处理", "there are more blanks than columns; it was taken for the last column"},
	"torn":        {"提取时数据与行标题分离，按行的顺序对应，各行合计相符", "figures and labels were torn apart; they were put together in the order of the rows, and every row adds up"},
	"column":      {"空格没有留下分隔，按同页各列的位置对应", "blank cells left no separator; the figures were put under the columns of the same page"},
	"glued":       {"数字连在一起，只有一种分法使合计相符", "the digits stand together; there is one way to divide them that adds up"},
	"total":       {"空格丢失，但最后一个数等于其余各数之和，是总计", "blank cells were lost, but the last figure is the sum of the others, so that it is the total"},
	"broken-cell": {"窄单元格中的数字被拆成两段，按位置拼合，本行合计相符", "a narrow cell broke the figure; the pieces were put together by their place, and the row adds up"},
}

// Reason puts the name of a reason into words. A name that is not known is its own words.
func Reason(name string) Wording {
	if words, ok := reasons[name]; ok {
		return Wording{words[0], words[1]}
	}
	return Same(name)
}
