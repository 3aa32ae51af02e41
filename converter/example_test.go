package converter_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
		fmt.Println(err)
		return
	}
	made, err := c.Convert(context.Background(), converter.Input{Name: "report.txt", Data: []byte(text)},
		converter.Target{Format: converter.DOCX})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(made.Source, "->", made.Target.Format, string(made.Data[:2]))
	// Output: text -> docx PK
}

func ExampleConverter_Read() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	reading, err := c.Read(context.Background(), converter.Input{Data: []byte(text)})
	if err != nil {
		fmt.Println(err)
		return
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
		fmt.Println(err)
		return
	}
	county := text + strings.ReplaceAll(text, "示例市商务局", "示例市水务局")
	all, err := c.ReadAll(context.Background(), converter.Input{Name: "county.txt", Data: []byte(county)})
	if err != nil {
		fmt.Println(err)
		return
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
		fmt.Println(err)
		return
	}
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Prose: map[string][]string{"problems": {"无。"}}}
	out, err := c.Write(context.Background(), r, converter.Target{Format: converter.JSON})
	if err != nil {
		fmt.Println(err)
		return
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

func ExampleConverter_Check() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	checked, err := c.Check(context.Background(), converter.Input{Name: "report.json",
		Data: []byte(`{"format": "2021", "disputes": {"review": {"upheld": 9, "corrected": 0, "other": 0, "pending": 1, "total": 2}}}`)},
		converter.Against{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range checked.Result.Findings {
		if f.Rule == "disputes-total.review" {
			fmt.Println(f.Text[diag.Chinese])
		}
	}
	// Output: 表四“行政复议”各项结果之和为10，与总计2不一致，相差8
}

func ExampleConverter_Batch() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	inputs := []converter.Input{
		{Name: "a.json", Data: []byte(`{"format": "2021", "year": 2023}`)},
		{Name: "b.json", Data: []byte(`{"format": "2021", "yaer": 2023}`)},
	}
	for made, err := range c.Batch(context.Background(), slices.Values(inputs), converter.Target{Format: converter.DOCX}, 4) {
		if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
			d := refusal.Diagnostics[0]
			fmt.Println(d.Place.File, d.Place.Pointer, d.Code)
			continue
		}
		if err == nil {
			fmt.Println(made.Input, len(made.Data) > 0)
		}
	}
	// Output:
	// a.json true
	// b.json /yaer json-unknown-key
}

func ExampleRefusal() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
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
