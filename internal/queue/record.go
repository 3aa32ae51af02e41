package queue

// Kind says what a record tells.
type Kind string

// The kinds of record.
const (
	Began    Kind = "began"    // a run: its number, engine and settings
	Finished Kind = "finished" // a run came to the end of its manifest
	Done     Kind = "done"     // an item's results are there
	Failed   Kind = "failed"   // no result can be made of an item, or not of all of its reports
	Attempt  Kind = "attempt"  // a worker did not survive an item, which will be tried again
)

// Record is one line of the journal.
type Record struct {
	Kind     Kind   `json:"kind"`
	Run      int    `json:"run"`
	Engine   string `json:"engine,omitzero"`   // of Began
	Settings string `json:"settings,omitzero"` // of Began
	// The following are of an item.
	Name   Name   `json:"name,omitzero"`
	Member Name   `json:"member,omitzero"`
	Number int    `json:"number,omitzero"`
	Label  Name   `json:"label,omitzero"`
	Sent   string `json:"sent,omitzero"`
	// Content is the hash of the input (SHA-256), "" where it could not be read; ID that of all that results follow from.
	Content string `json:"content,omitzero"`
	ID      string `json:"id,omitzero"`
	// Version counts the contents that came under one name: 1, 2, …
	Version int `json:"version,omitzero"`
	// Submitted is the run that was first given this content.
	Submitted int `json:"submitted,omitzero"`
	// Attempts is how often a worker took the item; Quarantined says that none survived it.
	Attempts    int      `json:"attempts,omitzero"`
	Quarantined bool     `json:"quarantined,omitzero"`
	Said        []Said   `json:"said,omitempty"` // why it failed, and what a person should look at
	Outputs     []Output `json:"outputs,omitempty"`
	Reports     []Report `json:"reports,omitempty"`

	stem Name // what the results are called, without extension
}

// Output is a file that was made, by its path in the folder of results.
type Output struct {
	Path   Name   `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Report is what is known of one report of an item: enough to tell versions apart and to count.
type Report struct {
	Organization string `json:"organization,omitzero"`
	Year         int    `json:"year,omitzero"`
	Date         string `json:"date,omitzero"` // YYYY-MM-DD
	// Figures is a hash of the tables: two reports with the same one say the same.
	Figures string `json:"figures,omitzero"`
	// Errors and Warnings are counts of findings, Rules those of each code; nothing where nothing was checked.
	Errors   int            `json:"errors,omitzero"`
	Warnings int            `json:"warnings,omitzero"`
	Rules    map[string]int `json:"rules,omitempty"`
	// Warned is how many warnings there were of reading and writing.
	Warned int `json:"warned,omitzero"`
}

// IsItem reports whether the record is what became of an item.
func (r *Record) IsItem() bool { return r.Kind == Done || r.Kind == Failed }

func (r *Record) entry() Entry { return Entry{Name: r.Name, Member: r.Member, Number: r.Number} }

// Identity is the key under which the newest record of an entry is found.
func (r *Record) Identity() Key { return r.entry().Identity() }
