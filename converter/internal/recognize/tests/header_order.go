package tests

import "nianbao/converter/internal/recognize/table"

// headerOrder doubts readings that go by position where the headers of the columns are there and say something else.
type headerOrder struct{}

func (headerOrder) Name() string { return "header-order" }

func (headerOrder) Judge(l *table.Labelled, r *table.Reading, others []*table.Reading) []table.Doubt {
	if !r.ByPosition {
		return nil
	}
	for _, o := range others {
		if !o.ByHeaders {
			continue
		}
		for label := range r.Rows {
			if differ(r.Rows[label], o.Rows[label]) {
				return table.Doubted(HeaderOrder)
			}
		}
	}
	return nil
}

// differ reports whether two readings of a row contradict each other.
func differ(a, b []table.Claim) bool {
	if a == nil || b == nil {
		return false
	}
	for i := range a {
		if table.Contradict(&a[i], &b[i]) {
			return true
		}
	}
	return false
}
