package sides

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"

	"nianbao/bench/internal/measure"
)

// served is nianbao's HTTP service, warm. What is measured is the service; the client's part, which is this program, is not.
type served struct {
	cmd    *exec.Cmd
	said   *tail
	client http.Client
	url    string
	bodies map[int][]byte
	body   func(job int) string // file that is posted
}

func service(path, extension string) func(context.Context, Place) (Session, error) {
	return func(ctx context.Context, p Place) (Session, error) {
		address, err := freeAddress()
		if err != nil {
			return nil, err
		}
		s := &served{said: &tail{}, url: "http://" + address + path, bodies: map[int][]byte{}, body: func(job int) string { return p.File(job, extension) }}
		s.cmd = exec.CommandContext(ctx, p.Nianbao, "serve", "--addr", address)
		s.cmd.Stderr = s.said
		if err := s.cmd.Start(); err != nil {
			return nil, err
		}
		for range 300 {
			answer, err := s.client.Get("http://" + address + "/readyz")
			if err == nil {
				answer.Body.Close()
				if answer.StatusCode == http.StatusOK {
					return s, nil
				}
			}
			select {
			case <-ctx.Done():
				return nil, errors.Join(ctx.Err(), s.Close())
			case <-time.After(100 * time.Millisecond):
			}
		}
		return nil, errors.Join(fmt.Errorf("the service does not start: %s", s.said), s.Close())
	}
}

// freeAddress returns a loopback address that nobody listens at.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func (s *served) post(ctx context.Context, job int) ([]byte, error) {
	if s.bodies[job] == nil {
		data, err := os.ReadFile(s.body(job))
		if err != nil {
			return nil, err
		}
		s.bodies[job] = data
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(s.bodies[job]))
	if err != nil {
		return nil, err
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the service answers %s: %s", answer.Status, data)
	}
	return data, nil
}

func (s *served) Run(ctx context.Context, jobs []int) (measure.Usage, error) {
	before, err := measure.Tree(s.cmd.Process.Pid)
	if err != nil {
		return measure.Usage{}, err
	}
	for _, job := range jobs {
		if _, err := s.post(ctx, job); err != nil {
			return measure.Usage{}, err
		}
	}
	after, err := measure.Tree(s.cmd.Process.Pid)
	return measure.Usage{CPU: after.CPU - before.CPU, Peak: after.Peak}, err
}

func (s *served) Save(ctx context.Context, job int, path string) error {
	data, err := s.post(ctx, job)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}

func (s *served) Close() error {
	s.client.CloseIdleConnections()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	var ended *exec.ExitError
	if err := s.cmd.Wait(); err != nil && !errors.As(err, &ended) {
		return err
	}
	return nil
}
