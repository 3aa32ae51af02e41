package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Every command pays for what its packages do before main begins, also the one that prints the version. What is made then is counted in
// bytes: of the program's own packages, and of each of the others, by what they took when they were looked at last with room to spare.
const (
	ownAtStart    = 256 << 10
	othersAtStart = 128 << 10
)

// knownAtStart are the packages that take more, and cannot be done without: gin's bindings, and the tables of HTML.
func knownAtStart() map[string]int {
	return map[string]int{"github.com/go-playground/validator/v10": 400 << 10, "golang.org/x/net/html": 160 << 10}
}

func TestStart(t *testing.T) {
	program := filepath.Join(t.TempDir(), "nianbao")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, program); err != nil { // under this name the tests are the program
		t.Skip(err)
	}
	command := exec.CommandContext(t.Context(), program, "version")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var said strings.Builder
	command.Stderr = &said
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	own := 0
	lines := regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, \d+ allocs$`).FindAllStringSubmatch(said.String(), -1)
	if len(lines) < 50 {
		t.Fatalf("%d packages", len(lines))
	}
	for _, line := range lines {
		name := line[1]
		bytes, err := strconv.Atoi(line[2])
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "nianbao/") {
			own += bytes
			continue
		}
		if most := max(knownAtStart()[name], othersAtStart); bytes > most {
			t.Errorf("%s makes %d bytes before every command", name, bytes)
		}
	}
	if own > ownAtStart {
		t.Errorf("the program's packages make %d bytes before every command", own)
	}
	t.Logf("%d bytes", own)
}

// What the command line needs it makes once: texts of help were made anew for each flag.
func TestGrammarIsCheap(t *testing.T) {
	var before, after runtime.MemStats
	helpText("about", "en")
	runtime.ReadMemStats(&before)
	(&session{}).tree(&cli{}, new(int), io.Discard)
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; made > 512<<10 {
		t.Errorf("%d bytes for the grammar", made)
	}
}

// Packages that were too dear for every start do not come back.
func TestWithout(t *testing.T) {
	list, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for name := range strings.FieldsSeq(string(list)) {
		seen[name] = true
	}
	if len(seen) < 100 || !seen["nianbao/server"] {
		t.Fatalf("%d packages", len(seen))
	}
	for _, name := range []string{"github.com/xuri/excelize/v2", "github.com/russross/blackfriday/v2", "github.com/spf13/cobra/doc", "github.com/alecthomas/kong"} {
		if seen[name] {
			t.Errorf("the program imports %s", name)
		}
	}
}
