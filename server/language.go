package server

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"nianbao/converter/diag"
)

// languageOf is the language of messages that Accept-Language asks for (RFC 9110 section 12.5.4): Chinese or English,
// and Chinese where it asks for neither, since that is who the users are.
func languageOf(h http.Header) diag.Lang {
	wanted, _, err := language.ParseAcceptLanguage(strings.Join(h.Values("Accept-Language"), ","))
	if err != nil || len(wanted) == 0 {
		return diag.Chinese
	}
	matcher := language.NewMatcher([]language.Tag{language.Chinese, language.English})
	if _, index, confidence := matcher.Match(wanted...); index == 1 && confidence > language.No {
		return diag.English
	}
	return diag.Chinese
}
