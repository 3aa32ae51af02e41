package sides

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nianbao/bench/internal/measure"
)

// command is a side that starts a process for each report.
type command struct {
	launcher *measure.Launcher
	folder   string // for what it makes; thrown away at the end
	order    func(job int, folder string) (measure.Order, string)
}

// processEach is a side that starts a process for each report. It is there if the program is. order returns the command that
// makes the report, and the file that it will make, "" where it makes none.
func processEach(program string, order func(p Place, job int, folder string) (measure.Order, string)) func(context.Context, Place) (Session, error) {
	return func(_ context.Context, p Place) (Session, error) {
		if program != "" {
			if _, err := exec.LookPath(program); err != nil {
				return nil, missing("there is no %s", program)
			}
		}
		launcher, err := measure.NewLauncher(p.Launcher)
		if err != nil {
			return nil, err
		}
		folder, err := os.MkdirTemp(p.Work, "out-")
		return &command{launcher, folder, func(job int, folder string) (measure.Order, string) { return order(p, job, folder) }}, err
	}
}

func (c *command) Run(ctx context.Context, jobs []int) (measure.Usage, error) {
	var sum measure.Usage
	for _, job := range jobs {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		order, file := c.order(job, c.folder)
		u, err := c.launcher.Run(order)
		if err != nil {
			return sum, err
		}
		if file != "" {
			if err := os.Remove(file); err != nil {
				return sum, fmt.Errorf("it made nothing: %w", err)
			}
		}
		sum.CPU += u.CPU
		sum.Peak = max(sum.Peak, u.Peak)
	}
	return sum, nil
}

func (c *command) Save(_ context.Context, job int, path string) error {
	order, file := c.order(job, c.folder)
	if _, err := c.launcher.Run(order); err != nil {
		return err
	}
	return os.Rename(file, path)
}

func (c *command) Close() error { return errors.Join(c.launcher.Close(), os.RemoveAll(c.folder)) }

// call is an order without more than its command.
func call(command ...string) measure.Order { return measure.Order{Command: command} }

// made is a file in the folder.
func made(folder, name string) string { return filepath.Join(folder, name) }

// stem is the name of a file without its extension.
func stem(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}
