package worker_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"nianbao/internal/queue"
	"nianbao/internal/queue/worker"
)

// playWorker makes the test program the child: what it does with a job stands in the job.
const playWorker = "NIANBAO_PLAY_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(playWorker) == "" {
		os.Exit(m.Run())
	}
	err := worker.Serve(context.Background(), os.Stdin, os.Stdout, func(setup []byte) (worker.Handler, error) {
		switch string(setup) {
		case "refuse":
			return nil, errors.New("cannot work like that")
		case "crash":
			panic("at once")
		case "small":
			if err := worker.Contain(smallMemory); err != nil {
				return nil, err
			}
		}
		return handle, nil
	}, func() { os.Exit(0) })
	if err != nil {
		os.Exit(1)
	}
}

const smallMemory = 256 << 20

var sink [][]byte // keeps what is allocated

func handle(_ context.Context, job queue.Job) *queue.Answer {
	switch string(job.Content) {
	case "panic":
		done := make(chan bool)
		go func() { panic("a defect") }() // another goroutine's: nobody can recover it
		<-done
	case "deep":
		var f func(n int) int
		f = func(n int) int { return f(n+1) + 1 }
		f(0)
	case "hang":
		//lint:ignore SA5002 it is to spin
		for {
		}
	case "memory":
		for {
			block := make([]byte, 16<<20)
			for i := range block {
				block[i] = 1
			}
			sink = append(sink, block)
		}
	case "exit":
		os.Exit(0)
	case "babble":
		os.Stdout.WriteString("something that is no answer, and long enough to look like the length of a frame")
	}
	return &queue.Answer{Reports: []queue.Report{{Organization: string(job.Label)}},
		Files: []queue.File{{Suffix: ".txt", Data: bytes.ToUpper(job.Content)}, {Base: "b", Suffix: ".bin"}}}
}

func process() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), playWorker+"=1", "GOMAXPROCS=1", "GOTRACEBACK=single")
	return cmd
}

func newWorker(t *testing.T, setup string, limit time.Duration) *worker.Process {
	t.Helper()
	w := worker.New(process, []byte(setup), worker.Limits{Time: limit, Memory: smallMemory})
	t.Cleanup(func() { _ = w.Close() })
	return w
}

const longTime = time.Minute

// Every way in which a job can end a process costs that job, is called what it is, and leaves a worker that does the next one.
func TestDeaths(t *testing.T) {
	for _, c := range []struct{ content, code, says string }{
		{"panic", "worker-crashed", "a defect"},
		{"deep", "worker-memory", "256 MiB"},
		{"exit", "worker-crashed", "exit status 0"},
		{"babble", "worker-crashed", "signal: killed"},
		{"memory", "worker-memory", "256 MiB"},
	} {
		t.Run(c.content, func(t *testing.T) {
			t.Parallel()
			if c.code == "worker-memory" && !contained {
				t.Skip("this system has no limit of memory")
			}
			w := newWorker(t, "small", longTime)
			rounds := 2 // the second process dies like the first
			if c.code == "worker-memory" && os.Getenv("NIANBAO_WHOLE") == "" {
				rounds = 1 // each fills its memory first
			}
			for range rounds {
				_, err := w.Do(t.Context(), queue.Job{Label: "x", Content: []byte(c.content)})
				died, is := errors.AsType[*queue.Died](err)
				if !is || died.Said.Code != c.code || !strings.Contains(died.Said.English, c.says) {
					t.Errorf("%v %+v", err, died)
				}
				if a, err := w.Do(t.Context(), queue.Job{Label: "y", Content: []byte("next")}); err != nil || string(a.Files[0].Data) != "NEXT" {
					t.Errorf("the next job: %+v, %v", a, err)
				}
			}
		})
	}
}

func TestHang(t *testing.T) {
	w := newWorker(t, "", 300*time.Millisecond)
	_, err := w.Do(t.Context(), queue.Job{Content: []byte("hang")})
	if died, is := errors.AsType[*queue.Died](err); !is || died.Said.Code != "worker-time" {
		t.Error(err)
	}
}

// A process is kept for many jobs; what comes back is what was made.
func TestAnswers(t *testing.T) {
	w := newWorker(t, "", longTime)
	for _, content := range []string{"", "one", strings.Repeat("long ", 1<<20)} {
		a, err := w.Do(t.Context(), queue.Job{Label: "\xc9\xcf", Content: []byte(content)})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Files) != 2 || string(a.Files[0].Data) != strings.ToUpper(content) || a.Files[1].Base != "b" || len(a.Files[1].Data) != 0 {
			t.Errorf("%d bytes came back as %d files", len(content), len(a.Files))
		}
	}
}

// A program that does not work is no job's fault.
func TestStart(t *testing.T) {
	for setup, says := range map[string]string{"refuse": "cannot work like that", "crash": "at once"} {
		_, err := newWorker(t, setup, longTime).Do(t.Context(), queue.Job{})
		if !errors.Is(err, worker.ErrStart) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", setup, err)
		}
	}
	asked := 0
	refusing := worker.New(func() *exec.Cmd { asked++; return process() }, []byte("refuse"), worker.Limits{Time: longTime})
	if _, err := refusing.Do(t.Context(), queue.Job{}); !errors.Is(err, worker.ErrStart) || asked != 1 {
		t.Errorf("started %d times, %v", asked, err)
	}
	none := worker.New(func() *exec.Cmd { return exec.Command("/there/is/none") }, nil, worker.Limits{Time: longTime})
	if _, err := none.Do(t.Context(), queue.Job{}); !errors.Is(err, worker.ErrStart) {
		t.Error(err)
	}
}

// A process that is killed before it is ready is started again, and not for ever.
func TestKilledWhileStarting(t *testing.T) {
	for kills, fails := range map[int]bool{2: false, 3: true} {
		started := 0
		w := worker.New(func() *exec.Cmd {
			started++
			cmd := process()
			if started <= kills {
				cmd = exec.Command("/bin/sh", "-c", "kill -9 $$")
			}
			return cmd
		}, nil, worker.Limits{Time: longTime})
		_, err := w.Do(t.Context(), queue.Job{})
		if errors.Is(err, worker.ErrStart) != fails || started != 3 {
			t.Errorf("killed %d times: started %d times, %v", kills, started, err)
		}
		_ = w.Close()
	}
}

// An interruption ends a job at once, and is not the job's death.
func TestInterruption(t *testing.T) {
	w := newWorker(t, "", longTime)
	if _, err := w.Do(t.Context(), queue.Job{}); err != nil { // it runs
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := w.Do(ctx, queue.Job{Content: []byte("hang")})
	if died, is := errors.AsType[*queue.Died](err); is || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", died, err)
	}
	if _, err := w.Do(ctx, queue.Job{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// When the parent has gone the child ends, whatever it is doing.
func TestParentGone(t *testing.T) {
	cmd := process()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"setup", "label", "hang"} {
		if _, err := in.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(text))), text...)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.ReadFull(out, make([]byte, 4)); err != nil { // it is ready
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
