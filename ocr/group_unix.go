//go:build unix

package ocr

import (
	"os/exec"
	"syscall"
)

// own gives a program a group of its own, so that what it starts can be ended with it.
func own(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		end(cmd)
		return cmd.Process.Kill()
	}
}

// end ends what is left of a program's group. As long as one of its processes lives, the number of the group is of nobody else; where none
// does, the system gives it to another one only when it has used up all others.
func end(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // ESRCH: nothing is left
	}
}
