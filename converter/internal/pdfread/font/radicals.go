package font

// Programs that derive the text of a glyph from the font's own table find two code points there that share the glyph, and some
// take the wrong one: the radical instead of the character (⽤ for 用). Text knows no radicals, so that they are taken for the
// characters that they look like.

// kangxi are the characters of U+2F00 to U+2FD5, as their compatibility decomposition in the Unicode character database gives them.
var kangxi = []rune("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠")

// supplement are those of the radicals from U+2E80 on that share their glyph with a simplified character.
var supplement = map[rune]rune{
	'⺟': '母',
	'⺠': '民',
	'⻁': '虎',
	'⻄': '西',
	'⻅': '见',
	'⻆': '角',
	'⻉': '贝',
	'⻋': '车',
	'⻓': '长',
	'⻔': '门',
	'⻘': '青',
	'⻙': '韦',
	'⻚': '页',
	'⻛': '风',
	'⻜': '飞',
	'⻝': '食',
	'⻢': '马',
	'⻣': '骨',
	'⻤': '鬼',
	'⻥': '鱼',
	'⻦': '鸟',
	'⻨': '麦',
	'⻩': '黄',
	'⻬': '齐',
	'⻮': '齿',
	'⻰': '龙',
	'⻳': '龟',
}

// character returns the character that a radical looks like, and anything else as it is.
func character(r rune) rune {
	switch {
	case r < 0x2E80 || r > 0x2FD5:
		return r
	case r >= 0x2F00:
		return kangxi[r-0x2F00]
	}
	if c, ok := supplement[r]; ok {
		return c
	}
	return r
}
