package archived_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
	"nianbao/converter/internal/archived"
	"nianbao/converter/internal/limit"
)

// entry is a file of an archive that a test makes.
type entry struct {
	header zip.FileHeader
	data   string
}

func file(name, data string) entry {
	return entry{zip.FileHeader{Name: name, Method: zip.Deflate}, data}
}

// raw is an entry whose name does not say its encoding.
func raw(name, data string) entry {
	return entry{zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true}, data}
}

func with(e entry, change func(*zip.FileHeader)) entry {
	change(&e.header)
	return e
}

func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := e.header
		f, err := w.CreateHeader(&h)
		if err == nil && !strings.HasSuffix(h.Name, "/") {
			_, err = f.Write([]byte(e.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(data []byte, set ...func(*limit.Limits)) (*archived.Archive, error) {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	return archived.Open(context.Background(), bytes.NewReader(data), int64(len(data)), limits, func(name string) bool { return strings.HasSuffix(name, ".txt") })
}

// dump writes an entry a line: its name and what is in it, or why it is not read.
func dump(t testing.TB, data []byte, set ...func(*limit.Limits)) string {
	t.Helper()
	a, err := open(data, set...)
	if err != nil {
		return codes(err)
	}
	var b strings.Builder
	for i := range a.Entries {
		content, err := a.Read(context.Background(), &a.Entries[i])
		if err != nil {
			content = []byte(codes(err))
		}
		fmt.Fprintf(&b, "%s: %s\n", a.Entries[i].Name, content)
	}
	if len(a.Passed) > 0 {
		fmt.Fprintln(&b, "passed:", strings.Join(a.Passed, " "))
	}
	return b.String()
}

func codes(err error) string {
	var found diag.List
	if !errors.As(err, &found) {
		return err.Error()
	}
	var list []string
	for _, d := range found {
		list = append(list, string(d.Code))
		if strings.Contains(d.Message(diag.English), "{") {
			return "a message with a gap: " + d.Message(diag.English)
		}
	}
	return strings.Join(list, " ")
}

func gbk(s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// unicodePath is Info-ZIP's field with the name in UTF-8.
func unicodePath(of, name string) []byte {
	field := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(of)))...)
	field = append(field, name...)
	out := binary.LittleEndian.AppendUint16(nil, 0x7075)
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(field))), field...)
}

func TestEntries(t *testing.T) {
	for _, c := range []struct {
		name    string
		entries []entry
		want    string
	}{
		{"files and folders, sorted", []entry{file("乡/", ""), file("乡/乙.txt", "2"), file("乡/甲.txt", "1"), file("县.txt", "3")}, "乡/乙.txt: 2\n乡/甲.txt: 1\n县.txt: 3\n"},
		{"what is no report", []entry{file("a.txt", "1"), file("图.png", "x"), file("README", "x")}, "a.txt: 1\npassed: README 图.png\n"},
		{"hidden files", []entry{file("a.txt", "1"), file("__MACOSX/a.txt", "x"), file(".b.txt", "x"), file(".git/c.txt", "x"), file("~$d.txt", "x")}, "a.txt: 1\n"},
		{"names in GBK", []entry{raw(gbk("青溪县/水务局.txt"), "1")}, "青溪县/水务局.txt: 1\n"},
		{"a character of GBK with a backslash in it", []entry{raw("\x81\\.txt", "1")}, "乗.txt: 1\n"},
		{"backslashes between folders", []entry{raw(gbk(`青溪县\水务局.txt`), "1"), file(`b\c.txt`, "2")}, "b/c.txt: 2\n青溪县/水务局.txt: 1\n"},
		{"names in UTF-8 that do not say so", []entry{raw("青溪县.txt", "1")}, "青溪县.txt: 1\n"},
		{"Info-ZIP's field", []entry{with(raw(gbk("甲.txt"), "1"), func(h *zip.FileHeader) { h.Extra = unicodePath(gbk("甲.txt"), "乙.txt") })}, "乙.txt: 1\n"},
		{"that field of another name", []entry{with(raw(gbk("甲.txt"), "1"), func(h *zip.FileHeader) { h.Extra = unicodePath("x", "乙.txt") })}, "甲.txt: 1\n"},
		{"code page 437", []entry{raw("\xff\xfe\x81.txt", "1")}, "\u00a0■ü.txt: 1\n"},
		{"names that lead out", []entry{file("../a.txt", "1"), file("/b.txt", "1"), file("c/../../d.txt", "1"), file(`C:\e.txt`, "1"), file(`..\f.txt`, "1"), file("g//h.txt", "1"), file("./i.txt", "1"), file("j\n.txt", "1"), file("k.txt", "1")},
			"../a.txt: archive-name\n../f.txt: archive-name\n./i.txt: archive-name\n/b.txt: archive-name\nC:/e.txt: archive-name\nc/../../d.txt: archive-name\ng//h.txt: archive-name\nj\n.txt: archive-name\nk.txt: 1\n"},
		{"the same name twice", []entry{file("a.txt", "1"), file("a.txt", "2")}, "a.txt: 1\na.txt: archive-twice\n"},
		{"archives in it", []entry{file("a.zip", "1"), file("b.RAR", "1"), file("c.tar", "1"), file("d.txt", "2")}, "a.zip: archive-nested\nb.RAR: archive-nested\nc.tar: archive-nested\nd.txt: 2\n"},
		{"a link", []entry{with(file("a.txt", "/etc/passwd"), func(h *zip.FileHeader) { h.SetMode(0o777 | fs.ModeSymlink) })}, "a.txt: archive-link\n"},
		{"stored", []entry{with(file("a.txt", "1"), func(h *zip.FileHeader) { h.Method = zip.Store })}, "a.txt: 1\n"},
		{"nothing", nil, ""},
	} {
		if got := dump(t, pack(t, c.entries...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A document is none, a folder of documents is.
func TestDocuments(t *testing.T) {
	for _, name := range []string{"[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml", "mimetype", "META-INF/manifest.xml"} {
		if _, err := open(pack(t, file("a.txt", "1"), file(name, "x"))); !errors.Is(err, archived.ErrDocument) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := dump(t, pack(t, file("word/a.txt", "1"))); got != "word/a.txt: 1\n" {
		t.Errorf("a folder of Word files: %s", got)
	}
}

func TestLimits(t *testing.T) {
	two := pack(t, file("a.txt", "12345"), file("b.txt", "67890"))
	big := pack(t, file("a.txt", strings.Repeat("x", 5000)))
	central := func(offset int, value uint16) []byte { return changed(two, "PK\x01\x02", offset, value) }
	for name, c := range map[string]struct {
		data []byte
		set  func(*limit.Limits)
		want string
	}{
		"as many files as may be":      {two, func(l *limit.Limits) { l.ArchiveEntries = 2 }, "a.txt: 12345\nb.txt: 67890\n"},
		"more files":                   {two, func(l *limit.Limits) { l.ArchiveEntries = 1 }, "archive-limit"},
		"as large as it may be":        {two, func(l *limit.Limits) { l.Input = 5 }, "a.txt: 12345\nb.txt: 67890\n"},
		"larger":                       {two, func(l *limit.Limits) { l.Input = 4 }, "a.txt: input-limit\nb.txt: input-limit\n"},
		"larger than it says":          {central(24, 1), nil, "a.txt: archive-damaged\nb.txt: archive-damaged\n"},
		"as large in all as it may be": {two, func(l *limit.Limits) { l.ArchiveTotal = 10 }, "a.txt: 12345\nb.txt: 67890\n"},
		"larger in all":                {two, func(l *limit.Limits) { l.ArchiveTotal = 9 }, "a.txt: 12345\nb.txt: archive-limit\n"},
		"packed too tightly":           {big, func(l *limit.Limits) { l.ZipRatioMin, l.ZipRatio = 1000, 10 }, "a.txt: archive-ratio\n"},
		"with a password":              {central(8, 1), nil, "a.txt: archive-encrypted\nb.txt: archive-encrypted\n"},
		"packed in another way":        {central(10, 12), nil, "a.txt: archive-method\nb.txt: archive-method\n"},
		"bytes that changed":           {changed(two, "PK\x01\x02", 16, 0), nil, "a.txt: archive-damaged\nb.txt: archive-damaged\n"},
		"cut off":                      {two[:len(two)-10], nil, "archive-damaged"},
		"no archive":                   {[]byte("x"), nil, "archive-damaged"},
		"files upon each other":        {overlapping(t), nil, "archive-overlap"},
	} {
		var set []func(*limit.Limits)
		if c.set != nil {
			set = append(set, c.set)
		}
		if got := dump(t, c.data, set...); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// changed puts a number into every header with a signature.
func changed(data []byte, signature string, offset int, value uint16) []byte {
	out := bytes.Clone(data)
	for at := 0; ; {
		i := bytes.Index(out[at:], []byte(signature))
		if i < 0 {
			return out
		}
		binary.LittleEndian.PutUint16(out[at+i+offset:], value)
		at += i + 4
	}
}

// overlapping has two entries of the directory that lead to one file.
func overlapping(t *testing.T) []byte {
	t.Helper()
	one := pack(t, file("a.txt", "12345"))
	start, end := bytes.Index(one, []byte("PK\x01\x02")), bytes.Index(one, []byte("PK\x05\x06"))
	out := slices.Concat(one[:end], one[start:end], one[end:])
	at := end + end - start
	binary.LittleEndian.PutUint16(out[at+8:], 2)
	binary.LittleEndian.PutUint16(out[at+10:], 2)
	binary.LittleEndian.PutUint32(out[at+12:], uint32(2*(end-start)))
	return out
}

// counted is a file that counts how much is read of it.
type counted struct {
	io.ReaderAt
	bytes int64
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	c.bytes += int64(len(p))
	return c.ReaderAt.ReadAt(p, at)
}

// A directory without end is not read to its end, whatever it says of its length.
func TestDirectoryWithoutEnd(t *testing.T) {
	header := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	header[28] = 1
	header = append(header, 'a')
	b := bytes.Repeat(header, 600_000)
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	binary.LittleEndian.PutUint32(end[12:], uint32(len(b)))
	b = append(b, end...)
	c := &counted{ReaderAt: bytes.NewReader(b)}
	_, err := archived.Open(context.Background(), c, int64(len(b)), limit.Default(), func(string) bool { return true })
	if got := codes(err); got != "archive-limit" || c.bytes > 5<<20 {
		t.Errorf("%s after %d bytes", got, c.bytes)
	}
}

// Cancelled work ends, while opening and while unpacking.
func TestCancelled(t *testing.T) {
	data := pack(t, file("a.txt", strings.Repeat("x", 1<<20)))
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := archived.Open(ended, bytes.NewReader(data), int64(len(data)), limit.Default(), func(string) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	a, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read(ended, &a.Entries[0]); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func ExampleOpen() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if f, err := w.Create("青溪县/水务局.txt"); err == nil {
		_, _ = f.Write([]byte("一、总体情况"))
	}
	_ = w.Close()
	a, err := archived.Open(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), limit.Default(), func(name string) bool { return strings.HasSuffix(name, ".txt") })
	if err != nil {
		panic(err)
	}
	data, err := a.Read(context.Background(), &a.Entries[0])
	fmt.Println(a.Entries[0].Name, string(data), err)
	// Output: 青溪县/水务局.txt 一、总体情况 <nil>
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, file("a.txt", "1"), raw(gbk("甲/乙.txt"), "2"), file("c.zip", "3")))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := open(data, func(l *limit.Limits) { l.Input, l.ArchiveTotal = 1<<16, 1<<18 })
		if err != nil {
			return
		}
		for i := range a.Entries {
			e := &a.Entries[i]
			if e.Fault == nil && (strings.Contains("/"+e.Name+"/", "/../") || strings.HasPrefix(e.Name, "/")) {
				t.Fatalf("%q leads out", e.Name)
			}
			if content, err := a.Read(context.Background(), e); err == nil && len(content) > 1<<16 {
				t.Fatal("more than may be")
			}
		}
	})
}
