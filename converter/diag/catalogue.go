package diag

import "slices"

// message is a catalogue entry. {name} stands for an argument.
type message struct {
	severity Severity
	zh, en   string
}

// catalogue returns the tables of messages, one file of this package for each part of the product.
func catalogue() [12]map[Code]message {
	return [12]map[Code]message{commandMessages, queueMessages, jsonMessages, readMessages, scanMessages, recognizeMessages, docxMessages, officeMessages, layoutMessages, checkMessages, httpMessages, compareMessages}
}

func lookup(code Code) (message, bool) {
	for _, table := range catalogue() {
		if m, ok := table[code]; ok {
			return m, true
		}
	}
	return message{}, false
}

// Codes returns every code of the catalogue, sorted.
func Codes() []Code {
	var all []Code
	for _, table := range catalogue() {
		for code := range table {
			all = append(all, code)
		}
	}
	slices.Sort(all)
	return all
}
