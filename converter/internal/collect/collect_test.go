package collect_test

import (
	"strconv"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
)

func TestCollector(t *testing.T) {
	var c collect.Collector
	if c.List() != nil || c.Full("json-type") {
		t.Error("an empty collector holds something")
	}
	for i := range 1000 {
		c.Add(diag.New("html-hidden", diag.Place{Line: i + 1}))
	}
	c.Add(diag.New("json-type", diag.Place{Line: 7}), diag.New("json-type", diag.Place{Line: 8}))
	if !c.Full("json-type") || !c.Full("html-hidden") || c.Full("json-syntax") {
		t.Error("it is full, and says so of the wrong codes")
	}
	c.Skip()
	list := c.List()
	if len(list) != collect.MostKept+2 || list[99].Place.Line != 100 || list[100].Place.Line != 7 {
		t.Fatalf("%d kept", len(list))
	}
	last := list[101]
	if last.Code != "diagnostics-more" || last.Severity != diag.Information || last.Args[0].Value != strconv.Itoa(902) {
		t.Errorf("the last is %+v", last)
	}
	if worst, _ := c.Worst(); worst != diag.Error || !list.Has("json-type") {
		t.Error("an error behind the hundredth is lost")
	}
}

func TestCapped(t *testing.T) {
	list := make(diag.List, collect.MostKept)
	if got := collect.Capped(list); len(got) != len(list) {
		t.Errorf("a hundred became %d", len(got))
	}
	if got := collect.Capped(append(list, diag.Diagnostic{})); len(got) != collect.MostKept+1 || got[collect.MostKept].Code != "diagnostics-more" {
		t.Errorf("one more became %d", len(got))
	}
}
