//go:build integration

package server

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// large returns files at the limit of 20 MiB, each dear in its own way.
func large() map[string][]byte {
	const limit = 20 << 20
	prose := `"` + strings.Repeat("依法公开政府信息。", 3000) + `",`
	list := strings.Repeat(prose, (limit-200)/len(prose))
	return map[string][]byte{
		"/v1/convert?to=pdf":  []byte(`{"format": "2021", "overview": [` + strings.TrimSuffix(list, ",") + `]}`),
		"/v1/convert?to=json": []byte(`{"format": "2021", "overview": [` + strings.TrimSuffix(list, ",") + `]}`),
		"/v1/check":           bytes.Repeat([]byte("（一）主动公开情况。全年公开信息312条。\n"), limit/60),
		"/v1/read":            bytes.Repeat([]byte("公开"), limit/6),
	}
}

// 64 senders of 20 MB each at once, again and again, do not take more memory than the process may have.
func TestLargeBodiesIntegration(t *testing.T) {
	p := serve(t)
	files := large()
	statuses := map[int]int{}
	var mu sync.Mutex
	var senders sync.WaitGroup
	i := 0
	for range 64 / len(files) {
		for path, data := range files {
			chunked := i%2 == 0
			i++
			senders.Go(func() {
				var body io.Reader = bytes.NewReader(data)
				if chunked {
					body = io.MultiReader(body) // of a length that the client does not know
				}
				for range 3 {
					answer, err := http.Post("http://"+p.public+path, "application/octet-stream", body)
					status := 0 // the connection was closed while the body was sent
					if err == nil {
						status = answer.StatusCode
						_, _ = io.Copy(io.Discard, answer.Body)
						answer.Body.Close()
					}
					mu.Lock()
					statuses[status]++
					mu.Unlock()
					body = bytes.NewReader(data)
				}
			})
		}
	}
	senders.Wait()
	high := p.memory("VmHWM")
	t.Logf("high-water mark %d MiB; statuses %v (0: closed while sending)", high, statuses)
	if high >= 512 {
		t.Errorf("high-water mark %d MiB", high)
	}
	if statuses[500] > 0 || statuses[503] == 0 || statuses[200]+statuses[413]+statuses[422]+statuses[504] == 0 {
		t.Errorf("statuses %v", statuses)
	}
	p.terminate()
}

// Ten thousand senders who stall take little memory and are dropped; operators reach the service all the time, and
// ordinary requests when the first of them are gone.
func TestStalledBodiesIntegration(t *testing.T) {
	n := 10_000
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		t.Fatal(err)
	}
	if most := int(files.Cur) - 500; most < n {
		n = most
	}
	p := serve(t)
	var opened, closed atomic.Int64
	var senders sync.WaitGroup
	for i := range n {
		connection, err := net.Dial("tcp", p.public)
		if err != nil {
			t.Fatalf("after %d: %v", i, err)
		}
		opened.Add(1)
		senders.Go(func() {
			defer connection.Close()
			head := "Content-Length: 100000\r\n\r\n{"
			switch i % 4 {
			case 1:
				head = "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
			case 2:
				head = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n--x\r\n"
			case 3:
				head = "Content-Length: 20000000\r\n\r\n" + strings.Repeat(" ", 100_000)
			}
			if _, err := io.WriteString(connection, "POST /v1/convert HTTP/1.1\r\nHost: localhost\r\n"+head); err == nil {
				_, _ = io.Copy(io.Discard, connection) // until the server closes
			}
			closed.Add(1)
		})
		if i%1000 == 0 {
			answer, err := http.Get("http://" + p.operations + "/readyz")
			if err != nil || answer.StatusCode != 200 {
				t.Fatalf("/readyz after %d: %v", i, err)
			}
			answer.Body.Close()
		}
	}
	t.Logf("%d opened (limit of files %d), %d closed already; resident %d MiB, goroutines %.0f", opened.Load(), files.Cur, closed.Load(),
		p.memory("VmRSS"), p.metric("go_goroutines"))
	innocent := &http.Client{Timeout: 5 * time.Minute}
	answer, err := innocent.Post("http://"+p.public+"/v1/convert?to=docx", "", bytes.NewReader(sample(t)))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Errorf("an ordinary request: %d", answer.StatusCode)
	}
	senders.Wait()
	high := p.memory("VmHWM")
	t.Logf("high-water mark %d MiB of %s", high, fmt.Sprint(n, " stalled bodies"))
	if high >= 300 {
		t.Errorf("high-water mark %d MiB", high)
	}
	if taken := p.metric("nianbao_small_body_bytes") + p.metric("nianbao_large_body_bytes"); taken != 0 {
		t.Errorf("%.0f bytes are still taken", taken)
	}
	p.terminate()
}
