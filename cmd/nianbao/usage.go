package main

import (
	"regexp"
	"strings"
	"sync"

	"nianbao/converter/diag"
)

// The library that parses the command line speaks English. What it says is put into Chinese here, phrase by phrase; a
// phrase that is not known stays as it is.

// usageText is help in the language of the user.
func usageText(text string, lang diag.Lang) string {
	if lang != diag.Chinese {
		return text
	}
	return strings.NewReplacer(
		"Usage: ", "用法：", "\nArguments:\n", "\n输入：\n", "\nFlags:\n", "\n选项：\n", "\nCommands:\n", "\n子命令：\n",
		"Show context-sensitive help.", "显示用法。", "[flags]", "[选项]",
		`Run "nianbao <command> --help" for more information on a command.`, "运行 nianbao 子命令 --help 查看该子命令的用法。",
		"nianbao <command>", "nianbao 子命令",
	).Replace(text)
}

// usageError is what is wrong with a command line in the language of the user.
func usageError(text string, lang diag.Lang) string {
	text = strings.Replace(text, `,"" but`, " but", 1) // the empty value that stands for none given
	if lang != diag.Chinese {
		return text
	}
	for _, p := range usagePhrases() {
		text = p.english.ReplaceAllString(text, p.chinese)
	}
	return text
}

type usagePhrase struct {
	english *regexp.Regexp
	chinese string
}

var usagePhrases = sync.OnceValue(func() []usagePhrase {
	var phrases []usagePhrase
	for _, p := range [][2]string{
		{`^expected one of (.*)$`, "请写出子命令：$1"},
		{`^expected "<.*$`, "没有写输入文件"},
		{`^unknown flag ([^,]*)`, "没有选项 $1"},
		{`^unexpected argument ([^,]*)`, "不认识“$1”"},
		{`, did you mean (?:one of )?(.*)\?$`, "；是不是 $1？"},
		{`^missing flags: (.*)$`, "缺少选项 $1"},
		{`^(--\S+) must be one of (.*?),? but got "(.*)"$`, "$1 不能是“$3”；可用：$2"},
		{`^(--\S+): expected (?:a valid \d+ bit int|int value) but got "(.*?)".*$`, "$1 应是数字，不能是“$2”"},
		{`^(--\S+): expected string value.*$`, "$1 后面没有写内容"},
	} {
		phrases = append(phrases, usagePhrase{regexp.MustCompile(p[0]), p[1]})
	}
	return phrases
})
