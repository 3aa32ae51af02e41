package converter_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"strings"
	"testing/fstest"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

const text = `示例市商务局2023年政府信息公开工作年度报告
一、总体情况
全年主动公开信息84条。
二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年制发件数	本年废止件数	现行有效件数
规章	0	0	0
行政规范性文件	2	1	9
第二十条第（五）项
信息内容	本年处理决定数量
行政许可	13
`

func ExampleConverter_Convert() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	made, err := c.Convert(context.Background(), converter.Input{Name: "report.txt", Data: []byte(text)},
		converter.Target{Format: converter.DOCX})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(made.Source, "->", made.Target.Format, string(made.Data[:2]))
	// Output: text -> docx PK
}

func ExampleConverter_Read() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	reading, err := c.Read(context.Background(), converter.Input{Data: []byte(text)})
	if err != nil {
		log.Fatal(err)
	}
	r := reading.Report
	cell := report.Key{Row: "normative_documents", Col: "in_force"}
	origin, _ := reading.Evidence.Cell("disclosure", cell)
	fmt.Println(r.Organization, r.Year, r.Tables["disclosure"].Get(cell.Row, cell.Col), "line", origin.Line)
	// Output: 示例市商务局 2023 9 line 8
}

func ExampleConverter_ReadAll() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	county := text + strings.ReplaceAll(text, "示例市商务局", "示例市水务局")
	all, err := c.ReadAll(context.Background(), converter.Input{Name: "county.txt", Data: []byte(county)})
	if err != nil {
		log.Fatal(err)
	}
	for _, reading := range all {
		fmt.Println(reading.Number, reading.Report.Organization, "title on line", reading.Evidence.Title)
	}
	// Output:
	// 1 示例市商务局 title on line 1
	// 2 示例市水务局 title on line 12
}

func ExampleConverter_Write() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Prose: map[string][]string{"problems": {"无。"}}}
	out, err := c.Write(context.Background(), r, converter.Target{Format: converter.JSON})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", out.Data)
	// Output:
	// {
	//   "format": "2021",
	//   "organization": "示例市商务局",
	//   "year": 2023,
	//   "title": null,
	//   "problems": [
	//     "无。"
	//   ]
	// }
}

// A program that checks a report and prints what does not add up.
func ExampleConverter_Check() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	checked, err := c.Check(context.Background(), converter.Input{Name: "report.json",
		Data: []byte(`{"format": "2021", "disputes": {"review": {"upheld": 9, "corrected": 0, "other": 0, "pending": 1, "total": 2}}}`)}, converter.Against{})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range checked.Result.Findings {
		if f.LeftSum != "" { // about figures that are compared
			fmt.Println(f.Code, f.Message(diag.Chinese))
		}
	}
	// Output: disputes-total 表四“行政复议”各项结果之和为10，与总计2不一致，相差8
}

// A program that puts the findings into the clerk's own Word file, as comments.
func ExampleConverter_WriteFindings() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	file := wordFile(c) // os.ReadFile of the clerk's file
	checked, err := c.Check(context.Background(), converter.Input{Name: "report.docx", Data: file}, converter.Against{})
	if err != nil {
		log.Fatal(err)
	}
	out, err := c.WriteFindings(context.Background(), checked, converter.FindingsTarget{Format: converter.DOCX})
	if err != nil {
		log.Fatal(err)
	}
	again, err := c.Read(context.Background(), converter.Input{Data: out.Data})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Equal(again.Report, checked.Report), len(out.Data) > len(file))
	// Output: true true
}

func wordFile(c *converter.Converter) []byte {
	made, err := c.Convert(context.Background(), converter.Input{Data: []byte(text)}, converter.Target{Format: converter.DOCX})
	if err != nil {
		log.Fatal(err)
	}
	return made.Data
}

// A program that makes a PDF of a report in JSON.
func ExampleConverter_Convert_pdf() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	made, err := c.Convert(context.Background(), converter.Input{Name: "report.json", Data: []byte(`{"format": "2021", "year": 2023}`)},
		converter.Target{Format: converter.PDF})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(made.Data[:5]))
	// Output: %PDF-
}

// A program that converts all files of a folder, and goes on where one is none of a report.
func ExampleConverter_Batch() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	folder := fstest.MapFS{ // os.DirFS("reports")
		"a.json": {Data: []byte(`{"format": "2021", "year": 2023}`)},
		"b.json": {Data: []byte(`{"format": "2021", "yaer": 2023}`)},
	}
	files, err := fs.Glob(folder, "*")
	if err != nil {
		log.Fatal(err)
	}
	inputs := func(yield func(converter.Input) bool) {
		for _, name := range files {
			if !yield(converter.Input{Name: name, Load: func() ([]byte, error) { return folder.ReadFile(name) }}) {
				return
			}
		}
	}
	for made, err := range c.Batch(context.Background(), inputs, converter.Target{Format: converter.DOCX}, 4) {
		if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
			d := refusal.Diagnostics[0]
			fmt.Println(d.Place.File, d.Place.Pointer, d.Code)
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(made.Input, len(made.Data) > 0)
	}
	// Output:
	// a.json true
	// b.json /yaer json-unknown-key
}

func ExampleRefusal() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		log.Fatal(err)
	}
	_, err = c.Read(context.Background(), converter.Input{Name: "scan.txt", Data: []byte("\x89PNG\r\n\x1a\n")})
	if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
		fmt.Println(refusal.Reason)
		fmt.Println(refusal.Diagnostics[0].Line(diag.Chinese))
	}
	// Output:
	// unsupported
	// scan.txt: 错误[input-image]: 这是图片，其中的文字不能读取；请先做文字识别（OCR），再提供文字，或用 --ocr 指定识别程序
}
