package ofd_test

import (
	"testing"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/ofd"
)

func write(t testing.TB, pages *layout.Pages, info ofd.Info) []byte {
	t.Helper()
	data, err := ofd.Write(pages, info)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
