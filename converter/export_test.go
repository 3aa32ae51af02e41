package converter

import "nianbao/converter/internal/contract"

// VocabularyOf lends a converter's keys to tests that look at it from outside.
func VocabularyOf(c *Converter) *contract.Vocabulary { return c.vocabulary() }
