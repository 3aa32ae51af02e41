package diag

// checkMessages: the explanations that package check offers. The messages of the checking rules themselves are data,
// in templates/editions.
var checkMessages = map[Code]message{
	"check-slip-digit-lost":        {Information, "{cell}的{from}可能漏了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: {from} may lack a digit; with {to} every formula it takes part in holds"},
	"check-slip-digit-added":       {Information, "{cell}的{from}可能多了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: {from} may have a digit too many; with {to} every formula it takes part in holds"},
	"check-slip-digit-changed":     {Information, "{cell}的{from}可能错了一位数字：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: one digit of {from} may be wrong; with {to} every formula it takes part in holds"},
	"check-slip-digits-transposed": {Information, "{cell}的{from}可能两位数字颠倒：改为{to}后，涉及的勾稽关系全部成立", "{cell_en}: two digits of {from} may have changed places; with {to} every formula it takes part in holds"},
	"check-slip-number-split":      {Information, "{cell}与{other}中的“{digits}”可能是同一个数字{joined}被拆成了两格：分别改为{to}和{other_to}后，涉及的勾稽关系全部成立", "“{digits}” in {cell_en} and {other_en} may be one number, {joined}; with {to} and {other_to} every formula they take part in holds"},
	"check-slip-figures-swapped":   {Information, "{cell}的{from}与{other}的{other_from}可能填反了：互换后，涉及的勾稽关系全部成立", "{cell_en}: {from} and {other_en}: {other_from} may have changed places; once exchanged every formula they take part in holds"},
	"check-slip-row-shifted":       {Information, "“{row}”行的数字可能整体错开了一列：改为 {figures} 后，涉及的勾稽关系全部成立", "the figures of the row “{row}” may have moved by one column; with {figures} every formula they take part in holds"},
	"check-slip-one-cell":          {Information, "只要把{cell}的{from}改为{to}，{n}条不成立的勾稽关系就全部成立", "with {to} instead of {from} in {cell_en} all {n} broken formulas hold"},
}
