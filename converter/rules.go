package converter

import (
	"maps"
	"slices"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/datafile"
)

// Rules returns the rules that reports are checked by, each once.
func (c *Converter) Rules() []check.RuleInfo { return c.checker().Rules() }

// Severities are what an office makes of the rules: error, warning or information instead of a rule's own severity, or off. Make one with
// [Converter.ParseSeverities].
type Severities struct {
	Version int               `json:"version"` // 1
	Rules   map[string]string `json:"rules"`   // by the id of a rule, or by a code for all of its rules
}

// ParseSeverities reads the JSON file of an office's severities. A rule that does not exist and a severity that there is not are refused
// with a [*Refusal] that names line and field: a rule that nobody switched off would seem to be.
func (c *Converter) ParseSeverities(data []byte) (*Severities, error) {
	s := &Severities{}
	source, err := datafile.Decode(data, s)
	if err == nil {
		err = source.Locate(s.sound(c.checker()))
	}
	if err != nil {
		return nil, refuse(dataFault("rules-invalid", err))
	}
	return s, nil
}

func (s *Severities) sound(checker *check.Checker) error {
	if s.Version != 1 {
		return datafile.At("/version", "%d is not 1", s.Version)
	}
	known := map[string]bool{}
	for _, rule := range checker.Rules() {
		known[rule.ID], known[string(rule.Code)] = true, true
	}
	for _, name := range slices.Sorted(maps.Keys(s.Rules)) {
		switch severity := s.Rules[name]; {
		case !known[name]:
			return datafile.At("/rules/"+name, "there is no rule %q", name)
		case !slices.Contains([]string{"error", "warning", "information", check.Off}, severity):
			return datafile.At("/rules/"+name, "there is no severity %q", severity)
		}
	}
	return nil
}

// reweighed applies the severities of an office, and tells how many findings they left out.
func (a Against) reweighed(result check.Result) (check.Result, diag.List) {
	if a.Severities == nil {
		return result, nil
	}
	result, off := result.Reweigh(a.Severities.Rules)
	if off == 0 {
		return result, nil
	}
	return result, diag.List{diag.New("rules-off", diag.Place{}, "n", off)}
}
