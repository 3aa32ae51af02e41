package sides

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"nianbao/bench/internal/measure"
)

// many is nianbao's command with all files at once.
type many struct {
	launcher *measure.Launcher
	place    Place
	to       string
}

func together(to string) func(context.Context, Place) (Session, error) {
	return func(_ context.Context, p Place) (Session, error) {
		launcher, err := measure.NewLauncher(p.Launcher)
		return &many{launcher, p, to}, err
	}
}

// command lays the reports into a folder, by as many names as there are jobs, and returns the command that converts the folder.
func (m *many) command(folder string, jobs []int) (measure.Order, string, error) {
	in, out := filepath.Join(folder, "in"), filepath.Join(folder, "out")
	for _, f := range []string{in, out} {
		if err := os.Mkdir(f, 0o700); err != nil {
			return measure.Order{}, "", err
		}
	}
	for i, job := range jobs {
		if err := os.Link(m.place.File(job, "json"), filepath.Join(in, fmt.Sprintf("%05d.json", i))); err != nil {
			return measure.Order{}, "", err
		}
	}
	return call(m.place.Nianbao, "convert", in, "--to", m.to, "-o", out), out, nil
}

func (m *many) Run(_ context.Context, jobs []int) (measure.Usage, error) {
	folder, err := os.MkdirTemp(m.place.Work, "many-")
	if err != nil {
		return measure.Usage{}, err
	}
	defer os.RemoveAll(folder)
	order, out, err := m.command(folder, jobs)
	if err != nil {
		return measure.Usage{}, err
	}
	u, err := m.launcher.Run(order)
	if err != nil {
		return u, err
	}
	if files, err := os.ReadDir(out); err != nil || len(files) != len(jobs) {
		return u, fmt.Errorf("%d files of %d reports: %w", len(files), len(jobs), err)
	}
	return u, nil
}

func (m *many) Save(_ context.Context, job int, path string) error {
	folder, err := os.MkdirTemp(m.place.Work, "many-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	order, out, err := m.command(folder, []int{job})
	if err != nil {
		return err
	}
	if _, err := m.launcher.Run(order); err != nil {
		return err
	}
	return os.Rename(filepath.Join(out, "00000."+m.to), path)
}

func (m *many) Close() error { return m.launcher.Close() }
