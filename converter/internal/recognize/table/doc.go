// Package table is what the recogniser knows of one table before it decides where the figures belong: the cells of the
// stretch of the document in which the table stands, the labels of an edition that were found among them, and the runs of
// figures between the labels. All of it is a value that nobody changes once it is made.
//
// The way from a line of text to a cell of the report:
//
//	items  --Read-->  Region    cells with their places: what is a word, a figure, a mark, an empty cell
//	Region --New-->   Labelled  by one edition: which label each word is (align.go, owners.go), which figures follow which
//	                            label (run.go), the sums that the edition's rules ask for (sum.go)
//	Labelled --Way--> Reading   package readings: one way in which the table can have been written down; a Claim for each
//	                            cell of the edition
//	Reading --Test--> Doubt     package tests: what speaks against a reading, or against single rows of it
//
// and package recognize settles: a cell is certain exactly when all readings that survive the tests, and say anything of
// it, say the same. See docs/architecture.md for one line of text followed all the way.
package table
