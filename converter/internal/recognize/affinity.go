package recognize

import (
	"context"
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// leastTale is how many characters a label must have to tell its table.
const leastTale = 4

// tellTales maps folded labels that only one table has (in any edition) to that table: where such a label stands as a
// cell of its own, that table is near.
func tellTales(editions *edition.Set) map[string]string {
	tales := map[string]string{}
	for _, e := range editions.Editions {
		for _, t := range e.Tables {
			for _, l := range t.Sequence() {
				if len(l.Folded) < leastTale {
					continue
				}
				key := string(l.Folded)
				if other, ok := tales[key]; ok && other != t.Key {
					tales[key] = ""
				} else if !ok {
					tales[key] = t.Key
				}
			}
		}
	}
	for key, table := range tales {
		if table == "" {
			delete(tales, key)
		}
	}
	return tales
}

// wordTales are the tell-tales in front of cells that hold words: on a line whose cells blanks divide, what follows belongs to none.
func wordTales(editions *edition.Set, tales map[string]string) map[string]string {
	ahead := map[string]string{}
	for _, e := range editions.Editions {
		for _, t := range e.Tables {
			for _, l := range t.Sequence() {
				if key := string(l.Folded); tales[key] == t.Key && slices.ContainsFunc(l.Slots, t.HoldsWords) {
					ahead[key] = t.Key
				}
			}
		}
	}
	return ahead
}

// mayTell reports whether a text may be a label that tells its table, by its first character.
func (k *knowledge) mayTell(s string) bool {
	for _, r := range s {
		if folded := fold.Rune(r); folded != 0 {
			return k.begin.MayHold(folded)
		}
	}
	return false
}

// affinities says for each item which table it looks like a part of, "" for none.
func (k *knowledge) affinities(ctx context.Context, items []item) []string {
	out := make([]string, len(items))
	var buffer []byte
	look := func(s string) string {
		if len(s) > 300 || len(s) < leastTale || !k.mayTell(s) {
			return ""
		}
		buffer = fold.Append(buffer[:0], s)
		return k.tales[string(buffer)]
	}
	for i := range items {
		if stopped(ctx, i) {
			break
		}
		it := &items[i]
		switch {
		case it.table != nil:
			votes := map[string]int{}
			for c := range it.table.Cells {
				if t := look(it.table.Cells[c].Text()); t != "" {
					if votes[t]++; votes[t] > votes[out[i]] || out[i] == "" {
						out[i] = t
					}
				}
			}
		case it.blank():
		case it.loose:
			if out[i] = look(it.plain); out[i] != "" || it.width > 400 {
				continue
			}
			joined := ""
			for j, t := range it.tokens {
				if j > 0 && t.Before != 1 { // document.Space: the same cell
					if out[i] = look(joined); out[i] != "" {
						break
					}
					joined = ""
				} else if j > 0 && len(k.ahead) > 0 {
					if out[i] = k.ahead[fold.Text(joined)]; out[i] != "" {
						break
					}
				}
				if allDigits(t.Text) {
					continue // no words, whatever number they are
				}
				if _, k := report.ParseCell(t.Text); k == report.Words {
					joined += t.Text
				}
			}
			if out[i] == "" {
				out[i] = look(joined)
			}
		default:
			out[i] = look(it.plain)
		}
	}
	return out
}

// allDigits reports whether a text is digits and nothing else.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
