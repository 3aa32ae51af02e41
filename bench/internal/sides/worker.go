package sides

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"nianbao/bench/internal/measure"
)

// worker is a process that stays and works. Its command has the context of the run, so that one that hangs ends with it. It reads the reports before anything is measured and says "ready"; then it answers
// each line of its input with one of its output:
//
//	run 3 4 5     done BYTES   makes the reports with these numbers and throws them away
//	save 3 FILE   done 1       makes one and writes it
//	              error TEXT   the line could not be done
type worker struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said *tail
}

func startWorker(ctx context.Context, cmd *exec.Cmd) (Session, error) {
	w := &worker{cmd: cmd, said: &tail{}}
	cmd.Stderr = w.said
	var err error
	if w.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.out = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if line, err := w.line(); err != nil || line != "ready" {
		return nil, errors.Join(fmt.Errorf("the worker does not start: %s %s", line, w.said), err, w.Close())
	}
	return w, ctx.Err()
}

func (w *worker) line() (string, error) {
	line, err := w.out.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("the worker has ended: %w: %s", err, w.said)
	}
	return strings.TrimSpace(line), nil
}

// ask sends a line and returns the number of the answer.
func (w *worker) ask(ctx context.Context, line string) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if _, err := io.WriteString(w.in, line+"\n"); err != nil {
		return 0, fmt.Errorf("the worker has ended: %w: %s", err, w.said)
	}
	answer, err := w.line()
	if err != nil {
		return 0, err
	}
	number, ok := strings.CutPrefix(answer, "done ")
	if !ok {
		return 0, errors.New(answer)
	}
	return strconv.ParseInt(number, 10, 64)
}

func (w *worker) Run(ctx context.Context, jobs []int) (measure.Usage, error) {
	var line strings.Builder
	line.WriteString("run")
	for _, job := range jobs {
		line.WriteString(" " + strconv.Itoa(job))
	}
	before, err := measure.Tree(w.cmd.Process.Pid)
	if err != nil {
		return measure.Usage{}, err
	}
	made, err := w.ask(ctx, line.String())
	if err != nil {
		return measure.Usage{}, err
	}
	if made == 0 {
		return measure.Usage{}, errors.New("the worker made nothing")
	}
	after, err := measure.Tree(w.cmd.Process.Pid)
	return measure.Usage{CPU: after.CPU - before.CPU, Peak: after.Peak}, err
}

func (w *worker) Save(ctx context.Context, job int, path string) error {
	_, err := w.ask(ctx, fmt.Sprintf("save %d %s", job, path))
	return err
}

// Close ends the worker by ending its input.
func (w *worker) Close() error {
	_ = w.in.Close()
	if err := w.cmd.Wait(); err != nil {
		return fmt.Errorf("%w: %s", err, w.said)
	}
	return nil
}

// tail keeps the last of what a process says.
type tail struct{ last []byte }

func (t *tail) Write(b []byte) (int, error) {
	const kept = 2000
	t.last = append(t.last, b...)
	t.last = t.last[max(0, len(t.last)-kept):]
	return len(b), nil
}

func (t *tail) String() string { return strings.TrimSpace(string(t.last)) }

// script is a worker of a peer: an interpreter and one of the scripts in peers/.
func script(interpreter, name string) func(context.Context, Place) (Session, error) {
	return func(ctx context.Context, p Place) (Session, error) {
		path, err := exec.LookPath(interpreter)
		if err != nil {
			return nil, missing("there is no %s", interpreter)
		}
		cmd := exec.CommandContext(ctx, path, name, p.Work)
		cmd.Dir = p.Peers
		cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "FONTCONFIG_FILE="+p.Fontconfig())
		return startWorker(ctx, cmd)
	}
}
