package postgres

import (
	"fmt"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unanswered is how long something that was sent may stay without an answer of the other side's system (RFC 5482) before the connection counts as broken.
// Without it a network that was cut is noticed after a quarter of an hour.
const unanswered = 3 * time.Second

// dialer makes connections that notice a network that was cut, also while nothing is sent.
func dialer() *net.Dialer {
	return &net.Dialer{Timeout: connectTime, KeepAliveConfig: keepAlive(), Control: func(_, _ string, raw syscall.RawConn) error {
		var failed error
		if err := raw.Control(func(fd uintptr) {
			failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(unanswered.Milliseconds()))
		}); err != nil {
			return fmt.Errorf("preparing a connection: %w", err)
		}
		return failed
	}}
}
