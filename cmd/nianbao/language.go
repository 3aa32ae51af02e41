package main

import (
	"runtime"
	"strings"

	"nianbao/converter/diag"
)

// chooseLanguage looks at --lang before the command line is parsed, since help and parse errors need it too; then at
// NIANBAO_LANG and at the locale in POSIX order. Windows sets no locale variable; its users of this program read Chinese.
func chooseLanguage(args []string, getenv func(string) string) diag.Lang {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return languageOf(value)
		}
		if arg == "--lang" && i+1 < len(args) {
			return languageOf(args[i+1])
		}
		if arg == "--" {
			break
		}
	}
	for _, name := range []string{"NIANBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return languageOf(value)
		}
	}
	if runtime.GOOS == "windows" {
		return diag.Chinese
	}
	return diag.English
}

func languageOf(locale string) diag.Lang {
	if strings.HasPrefix(strings.ToLower(locale), "zh") {
		return diag.Chinese
	}
	return diag.English
}
