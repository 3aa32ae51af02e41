package hostile

// values are CSV files: rows of reports, tables, and openings without an end.
func values() []Input {
	const header = "organization,year,requests.new.total,requests.granted.total\n"
	var all []Input
	fill := map[string]string{"cells": "1,2,3,4,5,6,7\n", "empty fields": ",", "empty lines": "\n", "quotes": `"甲","乙""丙",1` + "\n", "lines in quotes": "\"甲\n乙\",1\n",
		"prose": sentence + "\n", "ambiguous commas": "甲;1,234\n", "short tables": "甲,1\n乙,2\n,\n"}
	for _, name := range sorted(fill) {
		all = append(all, Input{"CSV: " + name, "csv", repeated(fill[name])})
	}
	for _, x := range [][2]string{{"rows", "局%d,2023,1,2\n"}, {"rows that are wrong", "局%d,二〇二三,1,2\n"}, {"rows of no figure", "局%d\n"}} {
		all = append(all, Input{"CSV: " + x[0], "csv", around(header, repeated(x[1]), "")})
	}
	return append(all,
		Input{"CSV: a header without an end", "csv", around("organization", repeated(",requests.new.total%d"), "\n甲\n")},
		Input{"CSV: a quotation mark without an end", "csv", around(header+`"`, repeated("甲\n"), "")})
}
