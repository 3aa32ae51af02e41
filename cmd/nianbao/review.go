package main

import "nianbao/converter"

// reviewFile is a review, and whether one of the reports that were checked is its own.
type reviewFile struct {
	*converter.Review
	name string
	used bool
}

// reviews reads the files that --review names.
func (cmd *checkCommand) reviews(s *session) (all []reviewFile, status int) {
	for _, name := range cmd.Review {
		data, err := readFile(name, 1<<20)
		if err != nil {
			return nil, s.refuse(err, name, exitUsage)
		}
		review, err := converter.ParseReview(data)
		if err != nil {
			return nil, s.refuse(err, name, exitUsage)
		}
		all = append(all, reviewFile{Review: review, name: name})
	}
	return all, exitDone
}

// tellUnused warns of reviews of reports that were not among those that were checked.
func (o *checkOutput) tellUnused() {
	for _, r := range o.reviews {
		if !r.used {
			o.session.tell(r.Unused(shown(r.name)))
		}
	}
}
