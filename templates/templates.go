// Package templates holds the data files that define the product's formats: one file per edition of the
// official report form (editions/), the rules that all editions share (rules/), one per family of forms with the words it is known
// by (families/), one per house style (styles/), one per JSON format of another system with the names that it has for cells and sections
// (names/), and the units that figures are printed in (units.json).
//
// The package only carries the bytes. Their types, parsing and validation are in
// nianbao/converter/internal/edition, nianbao/converter/internal/style and nianbao/converter/internal/fieldnames; of the units in nianbao/converter/report. A new
// edition is a new file here.
package templates

import "embed"

// FS contains editions/*.json, rules/*.json, families/*.json, words/*.json, names/*.json, styles/*.json and units.json.
//
//go:embed editions/*.json rules/*.json families/*.json words/*.json names/*.json styles/*.json units.json
var FS embed.FS
