package webpage

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// isFrame reports whether an element says by its name, role, class or id that it belongs to the portal's page rather
// than to the article. It is a hint only: see [page.framing].
func isFrame(a atom.Atom, attr *attributes) bool {
	switch a {
	case atom.Nav, atom.Footer, atom.Aside, atom.Header, atom.Search, atom.Dialog, atom.Menu:
		return true
	}
	switch strings.ToLower(attr.role) {
	case "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog", "alert":
		return true
	}
	return words(attr.class, isFrameWord) || words(attr.id, isFrameWord)
}

// isFrameWord knows the words of class names that portals give to what frames an article, in English and in pinyin.
func isFrameWord(w string) bool {
	switch w {
	case "nav", "navbar", "navi", "navigation", "menu", "submenu", "sidemenu", "sidenav", "sidebar", "topbar", "topnav",
		"breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread", "position", "location", "dqwz", "weizhi", "wz", "lujing", "curpos",
		"share", "sharebox", "shares", "bdshare", "bdsharebuttonbox", "fenxiang", "fx", "social",
		"footer", "foot", "copyright", "banquan", "header", "banner", "logo",
		"pager", "pagination", "paging", "pagenav", "prevnext", "prev", "next", "shangxia", "sxp",
		"related", "xgxw", "xgwz", "xglj", "recommend", "hot", "links", "friendlink", "yqlj",
		"search", "searchbox", "login", "toolbar", "tools", "print", "dayin", "qrcode", "ewm", "erweima", "weixin", "wechat",
		"gotop", "backtop", "totop", "wza", "comment", "comments", "rating", "fontsize", "zihao", "popup", "modal", "advert", "ad":
		return true
	}
	return false
}

// isHeadline reports whether a class or id names the article's title.
func isHeadline(class, id string) bool {
	test := func(w string) bool {
		switch w {
		case "title", "tit", "bt", "biaoti", "headline", "arttitle", "articletitle", "ucaptitle", "contitle", "newstitle",
			"detailtitle", "infotitle", "xxgktitle", "wzbt":
			return true
		}
		return false
	}
	return words(class, test) || words(id, test)
}

// words calls f with the words of a class or id attribute: cut at spaces, hyphens, underscores and capitals, and each
// name as a whole too.
func words(s string, f func(string) bool) bool {
	if s == "" {
		return false
	}
	for _, name := range strings.Fields(s) {
		lower := strings.ToLower(name)
		if f(strings.Map(func(r rune) rune {
			if r == '-' || r == '_' {
				return -1
			}
			return r
		}, lower)) {
			return true
		}
		start := 0
		for i := 0; i <= len(name); i++ {
			boundary := i == len(name) || name[i] == '-' || name[i] == '_'
			capital := !boundary && i > start && name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z'
			if !boundary && !capital {
				continue
			}
			if start < i && f(strings.TrimRight(lower[start:i], "0123456789")) {
				return true
			}
			if start = i; boundary {
				start = i + 1
			}
		}
	}
	return false
}
