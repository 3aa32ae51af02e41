package check

// kind is one way of looking at a report that rules of the editions name. What it looks at, and what it says, stands
// in the rule.
type kind struct {
	apply   func(*run, *job)
	pattern bool // the rule must have a pattern
}

// allKinds returns every kind by the name that rules give it.
func allKinds() map[string]kind {
	return map[string]kind{
		"cell-not-number":        {apply: (*run).cellNotNumber},
		"cell-unit":              {apply: (*run).cellUnit},
		"cell-negative":          {apply: (*run).cellNegative},
		"cell-not-integer":       {apply: (*run).cellNotInteger},
		"cell-split-digits":      {apply: (*run).cellSplit},
		"cells-blank":            {apply: (*run).cellsBlank},
		"cells-lost":             {apply: (*run).cellsLost},
		"table-missing":          {apply: (*run).tableMissing},
		"table-incomplete":       {apply: (*run).tableIncomplete},
		"table-extra-label":      {apply: (*run).tableExtraLabel},
		"table-old-format":       {apply: (*run).tableOldFormat},
		"section-missing":        {apply: (*run).sectionMissing},
		"section-order":          {apply: (*run).sectionOrder},
		"section-empty":          {apply: (*run).sectionEmpty},
		"heading-wording":        {apply: (*run).headingWording},
		"numbering-mixed":        {apply: (*run).numberingMixed},
		"year-mismatch":          {apply: (*run).yearMismatch, pattern: true},
		"organization-mismatch":  {apply: (*run).organizationMismatch},
		"duplicate-word":         {apply: (*run).duplicateWord},
		"half-width-punctuation": {apply: (*run).halfWidth},
		"leftover":               {apply: (*run).leftover},
		"words":                  {apply: (*run).findWords, pattern: true},
		"words-missing":          {apply: (*run).missingWords, pattern: true},
		"year-of":                {apply: (*run).yearOf, pattern: true},
		"part-missing":           {apply: (*run).partMissing},
		"date-between":           {apply: (*run).dateBetween},
		"other-organization":     {apply: (*run).otherOrganization, pattern: true},
		"title-wording":          {apply: (*run).titleWording},
		"cells-above":            {apply: (*run).cellsAbove},
		"cells-alike":            {apply: (*run).cellsAlike},
		"cell-at-least":          {apply: (*run).cellAtLeast},
		"cells-jump":             {apply: (*run).cellsJump},
		"paragraph-twice":        {apply: (*run).paragraphTwice},
		"prose-as-last-year":     {apply: (*run).proseAsLastYear},
		"items":                  {apply: (*run).items, pattern: true},
		"section-long":           {apply: (*run).sectionLong},
		"unpaired":               {apply: (*run).unpaired},
		"unended":                {apply: (*run).unendedParagraph},
		misspeltKind:             {apply: (*run).misspeltTerms},
		nearNameKind:             {apply: (*run).nearName},
		"previous-year":          {apply: (*run).previousYear},
		"subordinate-sum":        {apply: (*run).subordinateSum},
	}
}
