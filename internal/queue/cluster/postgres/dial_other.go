//go:build !linux

package postgres

import "net"

// dialer makes connections that notice a network that was cut while nothing is sent.
func dialer() *net.Dialer { return &net.Dialer{Timeout: connectTime, KeepAliveConfig: keepAlive()} }
