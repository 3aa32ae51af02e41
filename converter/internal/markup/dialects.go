package markup

import (
	"strings"
)

// The dialects. plain marks nothing: the cells of sheets are what they are.
var (
	plain       = dialect{name: "plain"}
	printedText = dialect{name: "printed", breaks: []string{`\n`}}
	markdown    = dialect{
		name: "markdown", bold: []string{"***", "**", "__"}, italic: []string{"`", "*", "_"}, struck: "~~", escape: true,
		breaks: []string{"\\\n", `\n`}, entity: true, links: true, heading: atx, bullets: "-*+", only: onlyMarkdown,
	}
	restructured = dialect{
		name: "rst", bold: []string{"**"}, italic: []string{"``", "*"}, escape: true, joint: `\ `, entity: true, heading: directive, bullets: "-*+", only: onlyRest,
	}
	asciidoctor = dialect{
		name: "asciidoc", bold: []string{"**", "*"}, strict: true, italic: []string{"``", "`", "__", "_"}, breaks: []string{" +\n"}, entity: true,
		heading: asciiHeading, bullets: "*-.", only: onlyAsciiDoc,
	}
	wiki = dialect{
		name: "mediawiki", bold: []string{"'''''", "'''", "**"}, italic: []string{"''"}, entity: true, links: true, heading: bothEquals,
		bullets: "*#:;",
	}
	doku = dialect{
		name: "dokuwiki", bold: []string{"**"}, italic: []string{"//", "__", "''"}, breaks: []string{`\\ `, `\\`}, entity: true,
		links: true, heading: bothEquals, bullets: "*-",
	}
	creoleText = dialect{
		name: "creole", bold: []string{"**"}, italic: []string{"//"}, breaks: []string{`\\`}, entity: true, links: true,
		heading: openEquals, bullets: "*#",
	}
	jiraText = dialect{
		name: "jira", bold: []string{"'''", "{*}", "*"}, italic: []string{"{_}", "_", "{{"}, breaks: []string{`\\ `, `\\`}, escape: true, entity: true,
		heading: hNumber, bullets: "*#",
	}
	textileText = dialect{
		name: "textile", bold: []string{"**", "*"}, italic: []string{"__", "_", "@"}, entity: true, heading: hNumber, bullets: "*#",
	}
	orgMode = dialect{
		name: "org", bold: []string{"*"}, italic: []string{"/", "_", "=", "~"}, breaks: []string{`\\`}, heading: stars, bullets: "-+", only: onlyOrg,
	}
	tex = dialect{name: "latex", bold: []string{"**"}, heading: texHeading}
)

// spoken is the dialect of the prose around a table of each syntax. Sheets, printed lists and drawn tables say nothing of
// the prose.
var spoken = map[string]*dialect{
	"html": &markdown, "pipe": &markdown, "asciidoc": &asciidoctor, "mediawiki": &wiki, "dokuwiki": &doku, "creole": &creoleText,
	"jira": &jiraText, "textile": &textileText, "org": &orgMode, "latex": &tex,
}

var (
	atxLine    = compiled(`^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`) // CommonMark 4.2
	attributes = compiled(`[ \t]*\{[#.][^}]*\}[ \t]*$`)                     // of pandoc and PHP Markdown Extra
	equalsLine = compiled(`^(={1,6})[ \t]+(.*?)[ \t]*$`)
	bothLine   = compiled(`^[ \t]*(={1,6})[ \t]*([^=].*?)[ \t]*(?:\{\{id [^}]*\}\}[ \t]*)?={1,6}[ \t]*$`)
	pageNumber = compiled(`(?i)^(?:第? *[0-9一二三四五六七八九十]+ *页.*|page *[0-9]+.*|[0-9]+)$`)
	hLine      = compiled(`^h([1-6])(?:\([^)]*\)|\{[^}]*\})*\.[ \t]+(?:\{anchor:[^}]*\})?(.*)$`)
	starsLine  = compiled(`^(\*{1,6})[ \t]+(.*)$`)
	texSection = compiled(`^\s*\\((?:sub){0,3}section|chapter|part|title|paragraph)\*?\{`)
)

// begins reports whether the first character of a line that is not blank is one of some: what every expression here asks for
// first, and next to no line of prose has.
func begins(line, with string) bool {
	s := strings.TrimLeft(line, " \t\f\r\n")
	return s != "" && strings.IndexByte(with, s[0]) >= 0
}

func matched(m []string) (string, int) {
	if m == nil || strings.TrimSpace(m[2]) == "" {
		return "", 0
	}
	return m[2], len(m[1])
}

func atx(line string) (string, int) {
	if !begins(line, "#") {
		return "", 0
	}
	text, level := matched(atxLine().FindStringSubmatch(line))
	return attributes().ReplaceAllString(text, ""), level
}

// bothEquals reads == heading ==. Programs set the number of a page between such signs, too; that is no heading.
func bothEquals(line string) (string, int) {
	if !begins(line, "=") {
		return "", 0
	}
	text, level := matched(bothLine().FindStringSubmatch(line))
	if pageNumber().MatchString(text) {
		return "", 0
	}
	return text, level
}

// openEquals is bothEquals where the signs at the end may be missing, as in Creole.
func openEquals(line string) (string, int) {
	if !begins(line, "=") {
		return "", 0
	}
	if text, level := bothEquals(line); level > 0 {
		return text, level
	}
	return matched(equalsLine().FindStringSubmatch(line))
}

// stars reads the headings of org-mode, and its keywords that are printed.
func stars(line string) (string, int) {
	if !begins(line, "#*") {
		return "", 0
	}
	if m := orgPrinted().FindStringSubmatch(line); m != nil {
		return m[1], 1
	}
	return matched(starsLine().FindStringSubmatch(line))
}

// asciiHeading reads == heading, and .title above a block.
func asciiHeading(line string) (string, int) {
	if text, ok := strings.CutPrefix(line, "."); ok && text != "" && !strings.ContainsAny(text[:1], ". \t") {
		return text, 1
	}
	if !begins(line, "=") || strings.HasSuffix(strings.TrimRight(line, " \t"), "=") {
		return "", 0 // of a wiki
	}
	return matched(equalsLine().FindStringSubmatch(line))
}

// directive reads the directives of reStructuredText that print their argument.
func directive(line string) (string, int) {
	if !begins(line, ".") {
		return "", 0
	}
	m := restPrinted().FindStringSubmatch(line)
	if m == nil || onlyRest(line) {
		return "", 0
	}
	return m[1], 1
}

func hNumber(line string) (string, int) {
	if !begins(line, "h") {
		return "", 0
	}
	m := hLine().FindStringSubmatch(line)
	if m == nil || strings.TrimSpace(m[2]) == "" {
		return "", 0
	}
	return m[2], int(m[1][0] - '0')
}

func texHeading(line string) (string, int) {
	if !begins(line, `\`) {
		return "", 0
	}
	at := texSection().FindStringIndex(line)
	if at == nil {
		return "", 0
	}
	inner := group(line[at[1]-1:])
	return untex(strings.TrimSuffix(inner[1:], "}")), 1
}

// Lines that are syntax and nothing else. They are few on purpose: what may hold a word of the text is printed.
var (
	markdownOnly = compiled(`^\s*(?::::.*|(?:[-*_]\s*){3,}|` + "```[a-z]*" + `|\[[^\]^]+\]:\s+<?(?:https?:|mailto:|/|#)\S*.*)$`)
	restOnly     = compiled(`^\s*(?:\.\.|\.\. (?:container|class|role|raw|contents|image|figure|highlight|code|default-role)::.*|\.\. _.*:|:[a-zA-Z-]+:(?:\s.*)?|::)$`)
	restPrinted  = compiled(`^\s*\.\. [a-z-]+::\s+(\S.*)$`)
	asciiOnly    = compiled(`^\s*(?:\[\[.*\]\]|\[[^\]]*=[^\]]*\]|\[[a-zA-Z.#%, _-]*\]|:[a-zA-Z0-9_-]+:|={4,}|-{4,}|\*{4,}|_{4,}|\+|//.*)$`)
	orgOnly      = compiled(`(?i)^\s*(?::[a-z_]+:(?:\s.*)?|#\+(?:begin|end|options|startup|attr|name|html|latex)[a-z_]*:?.*)$`)
	orgPrinted   = compiled(`(?i)^\s*#\+(?:title|caption|author|date):\s*(\S.*)$`)
)

func onlyMarkdown(line string) bool {
	return begins(line, ":-*_`[") && markdownOnly().MatchString(line)
}
func onlyRest(line string) bool     { return begins(line, ".:") && restOnly().MatchString(line) }
func onlyAsciiDoc(line string) bool { return begins(line, "[:=-*_+/") && asciiOnly().MatchString(line) }
func onlyOrg(line string) bool      { return begins(line, ":#") && orgOnly().MatchString(line) }
