package fonts

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path"
	"strings"
	"testing"
)

// TestFilesAreTheBuiltOnes compares every embedded file with the sums that build_fonts.py wrote.
func TestFilesAreTheBuiltOnes(t *testing.T) {
	f, err := os.Open("SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sums := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		sum, name, ok := strings.Cut(s.Text(), " ")
		if ok {
			sums[path.Base(strings.TrimLeft(name, " *"))] = sum
		}
	}
	seen := map[string]bool{}
	latin := Latin()
	for role, chain := range Chains() {
		if name := latin[role]; name != "" {
			chain = append(chain, name)
		}
		for _, name := range chain {
			if seen[name] {
				continue
			}
			seen[name] = true
			data, ok := Read(name)
			if !ok {
				if fangSong == "" && (name == "fangsong/GWFangSong.ttf" || name == "fangsong/GWFangSongLatin.ttf") {
					continue // built with nogplfonts
				}
				t.Errorf("%s: %s is not in the program", role, name)
				continue
			}
			sum := sha256.Sum256([]byte(data))
			if got := hex.EncodeToString(sum[:]); got != sums[path.Base(name)] {
				t.Errorf("%s has the SHA-256 %s, SHA256SUMS says %q", name, got, sums[path.Base(name)])
			}
		}
	}
	if len(seen) != 9 || len(latin) != 2 {
		t.Errorf("%d files are in the chains, 9 expected", len(seen))
	}
	if _, ok := Read("nothing.ttf"); ok {
		t.Error("a file that does not exist was read")
	}
}
