package pdf

import (
	"context"
	"hash"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/layout"
)

// file is one PDF being written.
type file struct {
	objects
	info    Info
	pages   *layout.Pages
	packer  *deflate.Packer
	profile func() []byte // see Writer
	fonts   []*font
	tags    *tags // nil for files without
	printed hash.Hash
}

// header is the version and a comment of bytes above 127, which tells programs that the file is binary (7.5.2).
const (
	header       = "%PDF-1.7\n" + binaryComment
	secondHeader = "%PDF-2.0\n" + binaryComment

	binaryComment = "%\xE5\xB9\xB4\xE6\x8A\xA5\n"
)

func (f *file) write(ctx context.Context) error {
	if f.info.Title == "" {
		f.info.Title = f.pages.Title
	}
	if f.info.Language == "" {
		f.info.Language = "zh-CN"
	}
	if f.info.Profile.second() {
		f.text(secondHeader)
	} else {
		f.text(header)
	}
	if f.info.Profile.tagged() {
		f.tags = newTags(f.pages)
	}
	catalog, tree, resources := f.reserve(), f.reserve(), f.reserve()
	f.collectFonts()
	for _, t := range f.fonts {
		t.object = f.reserve()
	}
	leaves := make([]int, len(f.pages.Pages))
	for i := range leaves {
		leaves[i] = f.reserve()
	}
	for i := range f.pages.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.writePage(i, leaves[i], tree, resources)
	}
	for _, t := range f.fonts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.writeFont(t); err != nil {
			return err
		}
	}
	f.writePageTree(tree, leaves)
	f.writeResources(resources)
	structure := f.writeTags(leaves)
	outline, attachments := f.writeOutline(leaves), f.writeAttachments()
	if err := ctx.Err(); err != nil {
		return err
	}
	information, metadata := f.writeInfo(), f.writeMetadata()
	intent := 0
	if f.info.Profile != Plain {
		intent = f.writeOutputIntent()
	}

	f.begin(catalog)
	f.text("<</Type/Catalog/Pages ").ref(tree)
	if outline != 0 {
		f.text("/Outlines ").ref(outline)
		f.text("/PageMode/UseOutlines")
	}
	if structure != 0 {
		f.text("/MarkInfo<</Marked true>>/StructTreeRoot ").ref(structure)
	}
	f.attachmentEntries(attachments)
	f.text("/Metadata ").ref(metadata)
	if intent != 0 {
		f.text("/OutputIntents[").ref(intent).text("]")
	}
	f.text("/Lang").str(f.info.Language)
	f.text("/ViewerPreferences<</DisplayDocTitle true>>>>")
	f.end()
	f.finish(catalog, information)
	return nil
}

func (f *file) writePageTree(tree int, leaves []int) {
	f.begin(tree)
	f.text("<</Type/Pages/Count ").int(len(leaves))
	f.text("/MediaBox[0 0 ").length(f.pages.Width)
	f.text(" ").length(f.pages.Height)
	f.text("]/Kids[").refs(leaves).text("]>>")
	f.end()
}

// writeResources writes what all pages use. Each page names it: PDF/A-2 does not let a page inherit it (ISO 19005-2 6.2.2).
func (f *file) writeResources(object int) {
	f.begin(object)
	f.text("<</Font<<")
	for i, t := range f.fonts {
		f.text("/F").int(i + 1)
		f.text(" ").ref(t.object)
	}
	f.text(">>>>")
	f.end()
}
