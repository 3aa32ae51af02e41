package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// browserCommand is the command that opens an address in the user's browser: a list of arguments that no shell reads.
func browserCommand(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

// startProgram runs a program to its end, which for one that opens a browser comes at once. It outlives the context: who closes
// this program keeps the browser.
func startProgram(ctx context.Context, command []string) error {
	program := exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...)
	if out, err := program.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w %s", command[0], err, strings.TrimSpace(string(out)))
	}
	return nil
}
