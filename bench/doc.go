// Bench compares nianbao with the tools that people would use instead, on the same reports, in one run, and measures what very many
// reports cost. It is a module of its own, so that the tools compared with stay out of the product's dependencies.
//
//	./setup                      installs the peers
//	go run . --all               runs every side and the batch, writes results/DATE.json and makes the pages of it
//	go run . --sides typst,fpdf  runs some
//	go run . batch --reports N   runs the batch only
//	go run . pages               makes the pages of the newest results again
//
// Its parts: package sample makes the reports, package sides holds those who are compared, one file each, package measure says what
// processes cost, package looking what is in the files that they make, package results keeps the figures and draws tables and chart
// of them. This package is the run: all sides of a verb are started, each makes its reports in turn, round after round, so that whatever
// else happens on the machine meets all of them.
package main
