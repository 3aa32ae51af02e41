package measure

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// Order is a command for the launcher.
type Order struct {
	Command     []string `json:"command"`
	Environment []string `json:"environment,omitempty"` // beside that of the launcher
	Output      string   `json:"output,omitempty"`      // file for what it prints; "" is thrown away
}

// Account is what became of an order.
type Account struct {
	Usage
	Failed string `json:"failed,omitempty"`
}

// Carry carries the order out. The launcher does it.
func (o Order) Carry() Account {
	if len(o.Command) == 0 {
		return Account{Failed: "no command"}
	}
	cmd := exec.Command(o.Command[0], o.Command[1:]...)
	cmd.Env = append(os.Environ(), o.Environment...)
	if o.Output != "" {
		file, err := os.Create(o.Output)
		if err != nil {
			return Account{Failed: err.Error()}
		}
		defer file.Close()
		cmd.Stdout = file
	}
	u, err := Run(cmd)
	a := Account{Usage: u}
	if err != nil {
		a.Failed = err.Error()
	}
	return a
}

// Launcher starts commands from a small process.
type Launcher struct {
	cmd      *exec.Cmd
	in       io.WriteCloser
	orders   *json.Encoder
	accounts *json.Decoder
}

// NewLauncher starts the program internal/launch.
func NewLauncher(program string) (*Launcher, error) {
	l := &Launcher{cmd: exec.Command(program)}
	l.cmd.Stderr = os.Stderr
	var err error
	if l.in, err = l.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := l.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	l.orders, l.accounts = json.NewEncoder(l.in), json.NewDecoder(out)
	return l, l.cmd.Start()
}

// Run carries an order out and returns what it used.
func (l *Launcher) Run(o Order) (Usage, error) {
	if err := l.orders.Encode(o); err != nil {
		return Usage{}, fmt.Errorf("the launcher has ended: %w", err)
	}
	var a Account
	if err := l.accounts.Decode(&a); err != nil {
		return Usage{}, fmt.Errorf("the launcher has ended: %w", err)
	}
	if a.Failed != "" {
		return a.Usage, errors.New(a.Failed)
	}
	return a.Usage, nil
}

// Close ends the launcher.
func (l *Launcher) Close() error {
	if err := l.in.Close(); err != nil {
		return err
	}
	return l.cmd.Wait()
}
