//go:build !linux

package worker_test

const contained = false
