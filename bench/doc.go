// Package bench compares nianbao with other tools on the same report. It is a module of its own, so that the tools
// compared with stay out of the product's dependencies.
//
//	cd bench && go test -bench . -benchmem
//
// Figures of one machine say who is faster and by what order, not more: see the README for what is compared and why
// the figures may not compare.
package bench
