package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// decoded undoes FlateDecode with PNG's predictors (7.4.4); other filters are errors, but for pictures, which are left as
// they are.
func decoded(d Dict, raw []byte) ([]byte, error) {
	filter := d["Filter"]
	if list, ok := filter.(Array); ok && len(list) == 1 {
		filter = list[0]
	}
	switch {
	case filter == nil, d["Subtype"] == Name("Image"):
		return raw, nil
	case filter != Name("FlateDecode"):
		return nil, fmt.Errorf("filter %v", filter)
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	parameters, _ := d["DecodeParms"].(Dict)
	if predictor, _ := parameters["Predictor"].(int); predictor < 10 {
		return data, nil
	}
	columns, _ := parameters["Columns"].(int)
	return unpredicted(data, columns)
}

func unpredicted(data []byte, columns int) ([]byte, error) {
	if columns <= 0 || len(data)%(columns+1) != 0 {
		return nil, fmt.Errorf("%d bytes in rows of %d", len(data), columns)
	}
	var out []byte
	above := make([]byte, columns)
	for ; len(data) > 0; data = data[columns+1:] {
		row := bytes.Clone(data[1 : columns+1])
		switch data[0] {
		case 0:
		case 1:
			for i := 1; i < columns; i++ {
				row[i] += row[i-1]
			}
		case 2:
			for i := range row {
				row[i] += above[i]
			}
		default:
			return nil, fmt.Errorf("predictor %d", data[0])
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}
