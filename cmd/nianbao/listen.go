package main

import (
	"errors"
	"net"
	"os"
	"runtime"
	"syscall"
)

// listen opens an address. Where it cannot, it returns the exit status too: an address that is none is wrong usage; one that
// the system does not give, because another program has it or it is not this machine's, is not.
func listen(address string) (net.Listener, int, error) {
	listener, err := net.Listen("tcp", address)
	switch {
	case err == nil:
		return listener, exitDone, nil
	case isInUse(err):
		return nil, exitAddress, problem("serve-port-used", "address", address)
	}
	status := exitUsage
	if _, refused := errors.AsType[*os.SyscallError](err); refused {
		status = exitAddress
	}
	return nil, status, problem("serve-listen", append(cause(err), "address", address)...)
}

// isInUse reports whether another program listens there already. The number that Windows has for it (WSAEADDRINUSE) is not
// the one that package syscall gives the name.
func isInUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || runtime.GOOS == "windows" && errors.Is(err, syscall.Errno(10048))
}
