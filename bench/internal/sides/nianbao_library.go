package sides

import (
	"context"
	"encoding/json"
	"fmt"

	"nianbao/converter"
	"nianbao/converter/report"
)

// library is nianbao's library with the files that it starts from, which are read before anything is measured.
type library struct {
	*converter.Converter
	from  string
	files files
}

func openLibrary(folder, from string) (*library, error) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		return nil, err
	}
	files, err := readReports(folder, from)
	return &library{c, from, files}, err
}

func (l *library) input(job int) (converter.Input, error) {
	data, err := l.files.of(job)
	return converter.Input{Name: "report." + l.from, Data: data}, err
}

// converting makes a file of a file.
func converting(folder, from, to string) (maker, error) {
	l, err := openLibrary(folder, from)
	if err != nil {
		return nil, err
	}
	format, err := converter.ParseFormat(to)
	if err != nil {
		return nil, err
	}
	return func(job int) ([]byte, error) {
		in, err := l.input(job)
		if err != nil {
			return nil, err
		}
		out, err := l.Convert(context.Background(), in, converter.Target{Format: format})
		if err != nil {
			return nil, err
		}
		return out.Data, nil
	}, nil
}

// parsing reads a report's JSON and makes nothing of it; what it hands back is there to be counted.
func parsing(folder string) (maker, error) {
	l, err := openLibrary(folder, "json")
	if err != nil {
		return nil, err
	}
	return func(job int) ([]byte, error) {
		in, err := l.input(job)
		if err != nil {
			return nil, err
		}
		read, err := l.Read(context.Background(), in)
		if err != nil {
			return nil, err
		}
		return []byte(read.Report.Organization), nil
	}, nil
}

// writing makes files of reports that were read before.
func writing(folder, to string) (maker, error) {
	l, err := openLibrary(folder, "json")
	if err != nil {
		return nil, err
	}
	format, err := converter.ParseFormat(to)
	if err != nil {
		return nil, err
	}
	reports := make([]*report.Report, len(l.files))
	for job := range reports {
		in, err := l.input(job)
		if err != nil {
			return nil, err
		}
		read, err := l.Read(context.Background(), in)
		if err != nil {
			return nil, err
		}
		reports[job] = read.Report
	}
	return func(job int) ([]byte, error) {
		if job < 0 || job >= len(reports) {
			return nil, fmt.Errorf("there is no report %d", job)
		}
		out, err := l.Write(context.Background(), reports[job], converter.Target{Format: format})
		if err != nil {
			return nil, err
		}
		return out.Data, nil
	}, nil
}

// checking reads, checks and writes what the office then wants; what it makes are the findings, and the files behind them.
func checking(folder, from string, to ...string) (maker, error) {
	l, err := openLibrary(folder, from)
	if err != nil {
		return nil, err
	}
	formats := make([]converter.Format, len(to))
	for i, name := range to {
		if formats[i], err = converter.ParseFormat(name); err != nil {
			return nil, err
		}
	}
	return func(job int) ([]byte, error) {
		in, err := l.input(job)
		if err != nil {
			return nil, err
		}
		checked, err := l.Check(context.Background(), in, converter.Against{})
		if err != nil {
			return nil, err
		}
		made, err := json.Marshal(checked.Result.Findings)
		if err != nil {
			return nil, err
		}
		for _, format := range formats {
			out, err := l.Write(context.Background(), checked.Report, converter.Target{Format: format})
			if err != nil {
				return nil, err
			}
			made = append(made, out.Data...)
		}
		return made, nil
	}, nil
}
