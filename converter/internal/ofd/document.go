package ofd

import (
	"nianbao/converter/internal/xmltext"
)

// appendDocument is Document.xml (7.5): what all pages share, the list of pages, the outline, and where the rest stands.
func (f *file) appendDocument(b []byte) []byte {
	b = append(b, xmlHead+`<ofd:Document xmlns:ofd="`+namespace+`"><ofd:CommonData><ofd:MaxUnitID>`...)
	b = appendInt(b, f.last)
	b = append(b, `</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>`...)
	b = appendBox(b, box{0, 0, microns(f.pages.Width), microns(f.pages.Height)})
	b = append(b, `</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>`+resources+`</ofd:PublicRes></ofd:CommonData><ofd:Pages>`...)
	for i, leaf := range f.leaves {
		b = append(b, `<ofd:Page ID="`...)
		b = appendInt(b, leaf)
		b = append(b, `" BaseLoc="`...)
		b = appendPageName(b, i)
		b = append(b, `"/>`...)
	}
	b = append(b, `</ofd:Pages>`...)
	b = f.appendOutline(b)
	if len(f.tags.elements) > 0 {
		b = append(b, `<ofd:CustomTags>`+tagList+`</ofd:CustomTags>`...)
	}
	if len(f.info.Attachments) > 0 {
		b = append(b, `<ofd:Attachments>`+attachmentList+`</ofd:Attachments>`...)
	}
	return append(b, `</ofd:Document>`...)
}

// appendOutline appends the outline (7.8), which readers show when they open the file, and with it the preference for it
// (7.10). An entry that is deeper stands inside the one before.
func (f *file) appendOutline(b []byte) []byte {
	marks := f.pages.Bookmarks
	if len(marks) == 0 {
		return b
	}
	b = append(b, `<ofd:Outlines>`...)
	open := 0
	for i := range marks {
		level := max(1, min(marks[i].Level, open+1))
		for ; open >= level; open-- {
			b = append(b, `</ofd:OutlineElem>`...)
		}
		open = level
		b = append(b, `<ofd:OutlineElem Title="`...)
		b = xmltext.Append(b, marks[i].Title)
		b = append(b, `"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="`...)
		b = appendInt(b, f.leaves[marks[i].Page])
		b = append(b, `" Left="0" Top="`...)
		b = appendMM(b, microns(marks[i].Y))
		b = append(b, `"/></ofd:Goto></ofd:Action></ofd:Actions>`...)
	}
	for ; open > 0; open-- {
		b = append(b, `</ofd:OutlineElem>`...)
	}
	return append(b, `</ofd:Outlines><ofd:VPreferences><ofd:PageMode>UseOutlines</ofd:PageMode></ofd:VPreferences>`...)
}
