package converter

import (
	"errors"
	"slices"
	"strings"

	"nianbao/converter/diag"
)

// Reason says in one word why there is no result, for exit codes, HTTP status codes and metrics. The set is closed.
type Reason string

// The reasons.
const (
	Malformed        Reason = "malformed"   // the bytes are not what their format demands: broken JSON
	Unsupported      Reason = "unsupported" // a format that is not read or not written
	TooLarge         Reason = "too-large"   // a limit was passed
	Invalid          Reason = "invalid"     // read, but no report, or a report that cannot be written as asked
	Unreadable       Reason = "unreadable"  // the input could not be opened
	Internal         Reason = "internal"    // a defect of this program
	RecognizerFailed Reason = "recognizer"  // the program that recognises scans did not do its work; the input may be sound
)

// Refusal is the error of an input, or a report, of which no result can be made.
type Refusal struct {
	Reason Reason
	// Diagnostics is everything found, among it at least one entry of severity error.
	Diagnostics diag.List
}

// Error returns the message of the gravest diagnostic in English.
func (r *Refusal) Error() string { return r.Diagnostics.Error() }

// Unwrap returns the diagnostics.
func (r *Refusal) Unwrap() error { return r.Diagnostics }

// refuse makes a refusal of diagnostics; the first error among them gives the reason.
func refuse(found ...diag.Diagnostic) *Refusal {
	i := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
	if i < 0 {
		// A reader that gives neither a result nor an error has a defect; the user must not be left without a message.
		i = len(found)
		found = append(found, diag.New("internal-error", diag.Place{}, "problem", "refused without a reason"))
	}
	return &Refusal{Reason: reasonOf(found[i].Code), Diagnostics: found}
}

func reasonOf(code diag.Code) Reason {
	switch code {
	case "json-syntax", "json-encoding", "input-empty", "office-damaged", "archive-damaged", "pdf-broken", "pdf-header", "scan-picture-broken":
		return Malformed
	case "format-unknown", "format-unsupported", "format-unreadable", "encoding-unknown", "pdf-as-text", "doc-word95", "doc-fragment":
		return Unsupported
	case "input-missing", "input-directory", "input-unreadable":
		return Unreadable
	case "internal-error", "program-data":
		return Internal
	case "scan-recognizer-failed":
		return RecognizerFailed
	}
	switch {
	case strings.HasSuffix(string(code), "-limit"):
		return TooLarge
	case strings.HasPrefix(string(code), "input-"):
		return Unsupported
	}
	return Invalid
}

// and puts two refusals together; the first gives the reason. r may be nil.
func (r *Refusal) and(other *Refusal) *Refusal {
	if r == nil {
		return other
	}
	return &Refusal{r.Reason, slices.Concat(r.Diagnostics, other.Diagnostics)}
}

// joined puts what was found earlier before what a refusal holds.
func joined(err error, earlier diag.List) error {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return &Refusal{refusal.Reason, slices.Concat(earlier, refusal.Diagnostics)}
	}
	return err
}
