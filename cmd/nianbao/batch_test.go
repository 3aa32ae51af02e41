package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"
)

// What a batch has done counts for the same program only: the released version, or without one the bytes of the program.
func TestEngineName(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256(program)
	if got, err := engineName(); err != nil || got != fmt.Sprintf("devel-%x", hash[:8]) {
		t.Error(got, err)
	}
	version = "v1.2.3"
	defer func() { version = "" }()
	if got, err := engineName(); err != nil || got != version {
		t.Error(got, err)
	}
}
