package worddiff

// shortest returns a shortest edit from a to b, which have neither their first nor their last word in common. exact is false where the budget
// does not last; then all of a is replaced by all of b.
func shortest(a, b []string, budget *Budget) (pieces []piece, exact bool) {
	whole := []piece{{Delete, a}, {Insert, b}}
	if len(a) == 0 || len(b) == 0 {
		return whole, true
	}
	trace, ok := forward(a, b, budget)
	if !ok {
		return whole, false
	}
	return backward(a, b, trace), true
}

// most is the longest edit that is looked for, in words. What is kept to find the way back grows with its square: 4,000 keep 64 MB
// at the worst. Two paragraphs of which more differs have nothing to show in common.
const most = 4000

// forward runs the greedy algorithm: after d edits, v[k] is how far one comes in a on diagonal k, which is the place in a less that in
// b. It returns v before each d.
func forward(a, b []string, budget *Budget) (trace [][]int32, ok bool) {
	n, m := len(a), len(b)
	limit := min(n+m, most)
	v := make([]int32, 2*limit+3)
	middle := limit + 1
	for d := 0; d <= limit; d++ {
		trace = append(trace, append([]int32(nil), v[middle-d-1:middle+d+2]...))
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && v[middle+k-1] < v[middle+k+1] {
				x = int(v[middle+k+1])
			} else {
				x = int(v[middle+k-1]) + 1
			}
			y := x - k
			for x < n && y >= 0 && y < m && a[x] == b[y] {
				x++
				y++
				budget.Steps--
			}
			v[middle+k] = int32(x)
			if x >= n && y >= m {
				return trace, true
			}
		}
		if budget.Steps -= d + 1; budget.Steps < 0 {
			return nil, false
		}
	}
	return nil, false
}

// backward follows the trace from the end to the beginning.
func backward(a, b []string, trace [][]int32) []piece {
	var back []piece
	add := func(op Op, words []string) {
		if len(words) > 0 {
			back = append(back, piece{op, words})
		}
	}
	x, y := len(a), len(b)
	for d := len(trace) - 1; d > 0; d-- {
		v := func(k int) int { return int(trace[d][k+d+1]) }
		k := x - y
		from := k - 1
		if k == -d || k != d && v(k-1) < v(k+1) {
			from = k + 1
		}
		px := v(from)
		py := px - from
		if from == k+1 { // a word of b came in
			add(Equal, a[px:x])
			add(Insert, b[py:py+1])
		} else {
			add(Equal, a[px+1:x])
			add(Delete, a[px:px+1])
		}
		x, y = px, py
	}
	add(Equal, a[:x])
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}
