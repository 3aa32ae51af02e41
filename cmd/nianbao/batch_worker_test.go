package main

import (
	"slices"
	"strings"
	"testing"
)

// The process that reads strangers' files does not get what opens the database of a queue.
func TestWorkerProcessHasNoDatabase(t *testing.T) {
	t.Setenv("PGPASSWORD", "geheim")
	t.Setenv("NIANBAO_QUEUE", "postgres://user:geheim@db/x")
	t.Setenv("NIANBAO_LANG", "zh")
	cmd := workerProcess()
	if slices.ContainsFunc(cmd.Env, func(pair string) bool { return strings.Contains(pair, "geheim") }) {
		t.Error("it gets the password")
	}
	if !slices.Contains(cmd.Env, "NIANBAO_LANG=zh") || !slices.Contains(cmd.Env, "GOMAXPROCS=1") {
		t.Error("it does not get the rest")
	}
}
