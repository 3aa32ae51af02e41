// Empty does nothing: what it costs is what any program of Go costs.
package main

func main() {}
