package readings

import (
	"slices"
	"strings"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// Bounds of the search for ways to divide digits. Fourteen ones in the seven columns of the requests take 3,003 steps, thirty in
// the fifteen of the disputes 4,621: mostReadings only keeps the time bounded for editions with wider rows. No count has
// longestNumber digits, and sums of a row of such numbers do not overflow.
const (
	mostReadings  = 200_000 // steps
	longestNumber = 12      // digits of one number
)

// division is the search for the one way to cut runs of digits into numbers.
type division struct {
	runs    []string
	left    []int       // digits from the beginning of each run to the end of all
	numbers []int64     // one per slot
	checks  [][]slotSum // per slot: the formulas that can be judged once it is filled
	found   [][]int64   // the readings, up to one more than most
	most    int
	steps   int
}

// slotSum is a formula on slots: the numbers at left add up to those at right.
type slotSum struct{ left, right []int }

// divide returns the one way to cut runs of digits into as many numbers as slots so that the sums within the slots
// hold; nil if there is none or more than one. A number of several digits does not begin with 0.
func divide(runs []string, slots []report.Key, sums []table.Sum) []report.Cell {
	if len(strings.Join(runs, "")) > mostDigits(len(slots)) || len(sums) == 0 && strings.Trim(strings.Join(runs, ""), "0") != "" {
		return nil // without a sum, only a row of noughts can be divided in just one way
	}
	found, ok := divisions(runs, slots, sums, 1)
	if !ok || len(found) != 1 {
		return nil
	}
	return asCells(found[0])
}

// divisions returns the ways to cut runs of digits so; ok is false where they are more than most, or too many to search.
func divisions(runs []string, slots []report.Key, sums []table.Sum, most int) (found [][]int64, ok bool) {
	d := &division{runs: runs, left: make([]int, len(runs)+1), numbers: make([]int64, len(slots)), most: most}
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i] == "" || strings.Trim(runs[i], "0123456789") != "" {
			return nil, false
		}
		d.left[i] = d.left[i+1] + len(runs[i])
	}
	if d.left[0] < len(slots) {
		return nil, false
	}
	d.checks = slotChecks(slots, sums)
	d.walk(0, 0, 0)
	return d.found, len(d.found) <= most && d.steps <= mostReadings
}

// asCells returns numbers as cells.
func asCells(numbers []int64) []report.Cell {
	cells := make([]report.Cell, len(numbers))
	for i, n := range numbers {
		cells[i] = report.Count(int(n))
	}
	return cells
}

// mostDigits returns how many digits a row may have at the most: the more there are, the likelier a division adds up by
// chance.
func mostDigits(slots int) int { return 2 * max(slots, 6) }

// slotChecks puts each formula that lies within the slots at the last slot it needs.
func slotChecks(slots []report.Key, sums []table.Sum) [][]slotSum {
	at := func(k report.Key) int { return slices.Index(slots, k) } // rows are short
	checks := make([][]slotSum, len(slots))
	for _, f := range sums {
		var s slotSum
		last := 0
		for _, k := range f.Left {
			s.left = append(s.left, at(k))
			last = max(last, at(k))
		}
		for _, k := range f.Right {
			s.right = append(s.right, at(k))
			last = max(last, at(k))
		}
		checks[last] = append(checks[last], s)
	}
	return checks
}

// walk fills the slots from slot on with what begins at a byte of a run.
func (d *division) walk(run, at, slot int) {
	if d.steps++; d.steps > mostReadings || len(d.found) > d.most {
		return
	}
	if run < len(d.runs) && at == len(d.runs[run]) {
		run, at = run+1, 0
	}
	if run == len(d.runs) {
		if slot == len(d.numbers) {
			d.found = append(d.found, slices.Clone(d.numbers))
		}
		return
	}
	open := len(d.numbers) - slot
	if open == 0 || d.left[run]-at < open {
		return
	}
	longest := min(len(d.runs[run])-at, longestNumber, d.left[run]-at-open+1)
	if d.runs[run][at] == '0' {
		longest = 1
	}
	n := int64(0)
	for size := 1; size <= longest; size++ {
		n = n*10 + int64(d.runs[run][at+size-1]-'0')
		d.numbers[slot] = n
		if d.holds(slot) {
			d.walk(run, at+size, slot+1)
		}
	}
}

func (d *division) holds(slot int) bool {
	for _, c := range d.checks[slot] {
		sum := int64(0)
		for _, i := range c.left {
			sum += d.numbers[i]
		}
		for _, i := range c.right {
			sum -= d.numbers[i]
		}
		if sum != 0 {
			return false
		}
	}
	return true
}
