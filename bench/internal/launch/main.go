// Launch starts commands for the comparison and says what each used. It is a program of its own because it is small: the kernel
// counts what a process holds until it becomes another program as that one's memory, so that no command seems smaller than the program that
// started it.
//
// Each line of its input is a [measure.Order], each line of its output a [measure.Account].
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"nianbao/bench/internal/measure"
)

func main() {
	orders, accounts := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for orders.More() {
		var o measure.Order
		if err := orders.Decode(&o); err != nil {
			fmt.Fprintln(os.Stderr, "launch:", err)
			os.Exit(1)
		}
		if err := accounts.Encode(o.Carry()); err != nil {
			os.Exit(1) // nobody listens any more
		}
	}
}
