package sides

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/bench/internal/sample"
	"nianbao/converter"
)

// This program is its own worker too, as the comparison's is.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "worker" {
		if err := Work(os.Args[2], os.Args[3], os.Stdin, os.Stdout); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func prepared(t *testing.T, reports int) Place {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	p := Place{Root: root, Work: t.TempDir(), Peers: filepath.Join(root, "bench", "peers"), Self: self}
	if err := Prepare(t.Context(), p, reports); err != nil {
		t.Fatal(err)
	}
	return p
}

// The sides that are this program run whether or not there are peers: each makes what it says, and is charged for it.
func TestOwnSides(t *testing.T) {
	p := prepared(t, 3)
	for _, side := range All() {
		name, ok := map[string]string{"fpdf": "fpdf", "gopdf": "gopdf", "nianbao-library": "nianbao-" + string(side.Verb), "nianbao-parse": "nianbao-parse",
			"nianbao-pdf": "nianbao-pdf-parsed", "nianbao-docx": "nianbao-docx-parsed", "nianbao-text": "nianbao-text", "nianbao-check": "nianbao-check", "nianbao-desk": "nianbao-desk"}[side.Key]
		if !ok {
			continue
		}
		if inProcess[name] == nil {
			t.Fatalf("there is no worker %s", name)
		}
		session, err := side.Open(t.Context(), p)
		if err != nil {
			t.Fatalf("%s of %s: %v", side.Key, side.Verb, err)
		}
		u, err := session.Run(t.Context(), []int{0, 1, 2, 1})
		if err != nil || u.CPU <= 0 || u.Peak <= 0 {
			t.Errorf("%s of %s: %+v %v", side.Key, side.Verb, u, err)
		}
		if _, err := session.Run(t.Context(), []int{3}); err == nil {
			t.Errorf("%s of %s makes a report that there is not", side.Key, side.Verb)
		}
		path := filepath.Join(p.Work, "made")
		if err := session.Save(t.Context(), 1, path); err != nil {
			t.Errorf("%s of %s: %v", side.Key, side.Verb, err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if begins := map[string]string{"pdf": "%PDF-", "docx": "PK", "json": "{"}[side.Extension]; !bytes.HasPrefix(data, []byte(begins)) {
			t.Errorf("%s of %s made %.20q", side.Key, side.Verb, data)
		}
		if err := session.Close(); err != nil {
			t.Errorf("%s of %s ends badly: %v", side.Key, side.Verb, err)
		}
	}
}

func TestSidesAreTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	list := All()
	if !slices.IsSortedFunc(list, func(a, b Side) int { return slices.Index(verbs, a.Verb) - slices.Index(verbs, b.Verb) }) {
		t.Error("sides of a verb do not stand together, and so would not take turns")
	}
	for _, side := range list {
		key := string(side.Verb) + " " + side.Key
		if seen[key] || side.Key == "" || side.Name == "" || side.How == "" || side.Open == nil || side.Jobs < 1 || side.Passes < 1 {
			t.Errorf("side %q is there twice or not whole", key)
		}
		seen[key] = true
	}
}

// A worker that ends, or says anything but ready, is an error with what it wrote, and so is a line that it cannot do.
func TestWorkersThatFail(t *testing.T) {
	for said, script := range map[string]string{"no such font": `echo no such font >&2; exit 1`, "hello": `echo hello; read x`} {
		if _, err := startWorker(t.Context(), exec.Command("sh", "-c", script)); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%s: %v", script, err)
		}
	}
	for said, script := range map[string]string{"because": `echo ready; read x; echo error because`, "has ended": `echo ready; read x`, "made nothing": `echo ready; read x; echo done 0; read x`} {
		w, err := startWorker(t.Context(), exec.Command("sh", "-c", script))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Run(t.Context(), []int{1}); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%s: %v", script, err)
		}
		_ = w.Close()
	}
	if err := Work("nobody", "", nil, io.Discard); err == nil {
		t.Error("a worker that there is not works")
	}
	for _, line := range [][]string{{}, {"run"}, {"save", "1"}, {"make", "1"}, {"run", "x"}} {
		if _, err := answer(line, func(int) ([]byte, error) { return nil, nil }); err == nil {
			t.Errorf("%q is a line", line)
		}
	}
}

// A peer that hangs over a report ends with the run.
func TestHangingWorker(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	asked, asks, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer asked.Close()
	defer asks.Close()
	peers := t.TempDir()
	if err := os.WriteFile(filepath.Join(peers, "hangs"), []byte("echo ready; read x; echo >/proc/"+strconv.Itoa(os.Getpid())+"/fd/"+strconv.Itoa(int(asks.Fd()))+"; exec sleep 600"), 0o600); err != nil {
		t.Fatal(err)
	}
	session, err := script("sh", "hangs")(ctx, Place{Work: t.TempDir(), Peers: peers})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = asked.Read(make([]byte, 1))
		cancel()
	}()
	if _, err := session.Run(ctx, []int{0}); err == nil {
		t.Error("a worker that hangs has made a report")
	}
	if err := session.Close(); err == nil {
		t.Error("a worker that was killed has ended well")
	}
}

// The grid that libraries draw covers the table: its cells fill the whole area, none twice, and hold what the report says.
func TestDraw(t *testing.T) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := sample.NewWriter(c)
	if err != nil {
		t.Fatal(err)
	}
	reports, err := sample.Make(t.Context(), c, w, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err := blocks(w.Form(), reports[0].JSON)
	if err != nil {
		t.Fatal(err)
	}
	var data map[string]any
	if err := json.Unmarshal(reports[0].JSON, &data); err != nil {
		t.Fatal(err)
	}
	tables, figures := 0, 0
	for _, b := range list {
		if b.kind != "table" {
			continue
		}
		area := 0.0
		for i, cell := range b.table.cells {
			area += cell.width * cell.height
			for _, other := range b.table.cells[:i] {
				if cell.x+.01 < other.x+other.width && other.x+.01 < cell.x+cell.width && cell.y+.01 < other.y+other.height && other.y+.01 < cell.y+cell.height {
					t.Errorf("%q lies on %q", cell.lines, other.lines)
				}
			}
		}
		if whole := textWidth * b.table.height; area < whole-1 || area > whole+1 {
			t.Errorf("cells cover %.1f of %.1f", area, whole)
		}
		for _, row := range w.Form().Tables[tables].Rows {
			for _, cell := range row {
				if cell.Pointer != "" && figure(data, cell.Pointer) != "" {
					figures++
				}
			}
		}
		tables++
	}
	if tables != 3 || figures != 10+25*7+15 {
		t.Errorf("%d tables with %d figures", tables, figures)
	}
}
