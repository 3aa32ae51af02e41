package measure

import (
	"bytes"
	"fmt"
	"os/exec"
	"syscall"
)

// Run runs a command to its end and returns what it used, with what it waited for. Its peak is that of its largest process. A command
// that fails is an error with what it wrote.
func Run(cmd *exec.Cmd) (Usage, error) { return RunAnd(cmd, func(int) {}) }

// RunAnd is Run, and calls started with the process's number when there is one.
func RunAnd(cmd *exec.Cmd, started func(pid int)) (Usage, error) {
	var said bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &said
	}
	if cmd.Stderr == nil {
		cmd.Stderr = &said
	}
	if err := cmd.Start(); err != nil {
		return Usage{}, err
	}
	started(cmd.Process.Pid)
	err := cmd.Wait()
	u := Usage{CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if account, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Peak = account.Maxrss << 10
	}
	if err != nil {
		return u, fmt.Errorf("%s: %w: %s", cmd.Path, err, bytes.TrimSpace(said.Bytes()))
	}
	return u, nil
}
