package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// face is what must be said of an embedded font file. NOTICE and fonts/README.md say the same to people.
type face struct {
	file     string   // in fonts/
	licence  string   // an SPDX licence expression
	from     string   // what it was built from
	licences []string // files in fonts/ that must travel with it
}

// faces lists every font file that a build can embed.
var faces = []face{
	{"fangsong/GWFangSong.ttf", "GPL-3.0-only WITH Font-exception-2.0", "FandolFang-Regular 0.3",
		[]string{"fangsong/COPYING.Fandol", "fangsong/README.Fandol"}},
	{"fangsong/GWFangSongLatin.ttf", "OFL-1.1", "Liberation Serif 2.1.5", []string{"fangsong/OFL.Liberation.txt"}},
	{"fangsong/GWFangSongSup.ttf", "OFL-1.1", "Noto Serif SC Light", []string{"fangsong/OFL.NotoSerifSC.txt"}},
	{"heiti/GWHei.ttf", "OFL-1.1", "Noto Sans SC Medium", []string{"heiti/OFL.NotoSansSC.txt"}},
	{"kaiti/GWKai.ttf", "Arphic-1999", "AR PL KaitiM GB, AR PL UKai CN", []string{"kaiti/ARPHICPL.TXT"}},
	{"kaiti/GWKaiLatin.ttf", "OFL-1.1", "Liberation Serif 2.1.5", []string{"kaiti/OFL.Liberation.txt"}},
	{"kaiti/GWKaiSup.ttf", "OFL-1.1", "LXGW WenKai Light 1.250", []string{"kaiti/OFL.GWKaiSup.txt"}},
	{"song/GWSong.ttf", "OFL-1.1 AND LicenseRef-Hanazono", "Noto Serif SC Regular, HanaMinA",
		[]string{"song/OFL.NotoSerifSC.txt", "song/LICENSE.Hanazono.txt"}},
	{"xiaobiaosong/GWTitleSong.ttf", "OFL-1.1", "Noto Serif SC Bold", []string{"xiaobiaosong/OFL.NotoSerifSC.txt"}},
}

// fontPapers go with the faces whichever they are: where each comes from, how it was changed, and the script that did it, which
// is the source that the GPL speaks of.
var fontPapers = []string{"README.md", "SHA256SUMS", "build_fonts.py"}

// embeddedFaces asks the go command which font files a target embeds and finds what must be said of each.
func (b builder) embeddedFaces(ctx context.Context, t target) ([]face, error) {
	listed, err := b.goCommand(ctx, t, "list", "-tags", t.tags(), "-json=EmbedFiles", "./fonts")
	if err != nil {
		return nil, err
	}
	var pkg struct{ EmbedFiles []string }
	if err := json.Unmarshal([]byte(listed), &pkg); err != nil {
		return nil, fmt.Errorf("reading what fonts embeds: %w", err)
	}
	return facesOf(pkg.EmbedFiles)
}

// facesOf finds what must be said of each file, or says of which nothing is known.
func facesOf(files []string) ([]face, error) {
	var found []face
	for _, file := range files {
		at := slices.IndexFunc(faces, func(f face) bool { return f.file == file })
		if at < 0 {
			return nil, fmt.Errorf("fonts/%s is embedded, and no licence of it is known (packaging/release/fonts.go)", file)
		}
		found = append(found, faces[at])
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no font file is embedded")
	}
	return found, nil
}

// fontLicences are the licence texts of the embedded faces, under licences/fonts.
func (b builder) fontLicences(embedded []face) ([]file, error) {
	names := slices.Clone(fontPapers)
	for _, f := range embedded {
		names = append(names, f.licences...)
	}
	slices.Sort(names)
	var files []file
	for _, name := range slices.Compact(names) {
		data, err := os.ReadFile(filepath.Join(b.root, "fonts", filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("licence of a font: %w", err)
		}
		files = append(files, file{name: path.Join("licences/fonts", name), data: data})
	}
	return files, nil
}

// unclaimed are files in the folders of fonts that are neither a face nor the licence of one.
func unclaimed(fonts fs.FS) ([]string, error) {
	known := make(map[string]bool)
	for _, f := range faces {
		known[f.file] = true
		for _, name := range f.licences {
			known[name] = true
		}
	}
	var left []string
	err := fs.WalkDir(fonts, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.Contains(name, "/") && !known[name] {
			left = append(left, name)
		}
		return err
	})
	return left, err
}
