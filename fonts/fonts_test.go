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
	for role, chain := range Chains() {
		for _, name := range chain {
			if seen[name] {
				continue
			}
			seen[name] = true
			data, ok := Read(name)
			if !ok {
				if name == "fangsong/GWFangSong.ttf" && fangSong == "" {
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
	if len(seen) != 7 {
		t.Errorf("%d files are in the chains, 7 expected", len(seen))
	}
	if _, ok := Read("nothing.ttf"); ok {
		t.Error("a file that does not exist was read")
	}
}
