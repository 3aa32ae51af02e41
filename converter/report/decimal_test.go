package report_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0", "0"}, {"7", "7"}, {"12.50", "12.50"}, {"0.05", "0.05"}, {"0.0", "0.0"}, {"10.000", "10.000"},
		{"-3", "-3"}, {"-0.05", "-0.05"}, {"-12.5", "-12.5"},
		{"-0", "0"}, {"-0.00", "0.00"}, // there is no negative zero in a form
		{"007", "7"}, {"00.5", "0.5"}, {"000", "0"}, {"-001", "-1"},
		{"999999999999999999", "999999999999999999"}, {"-999999999999999999", "-999999999999999999"},
		{"0000000000000000000000001", "1"},
		{"0.000000000000000001", "0.000000000000000001"}, {"0.999999999999999999", "0.999999999999999999"},
		{"1.00000000000000000", "1.00000000000000000"}, {"123456789.123456789", "123456789.123456789"},
	} {
		d, err := report.ParseDecimal(c.in)
		if err != nil || d.String() != c.want {
			t.Errorf("ParseDecimal(%q) = %s, %v; want %s", c.in, d, err, c.want)
		}
	}
	for _, bad := range []string{"", "-", ".", "1.", ".5", "-.5", "+1", "--1", "1e3", "1E3", "0x1", "1,000", " 1", "1 ", "１", "1.2.3", "NaN",
		"1000000000000000000", "-1000000000000000000", "9223372036854775808", "1.000000000000000000", "0.0000000000000000001", "1-"} {
		if d, err := report.ParseDecimal(bad); err != report.ErrDecimal || d != (report.Decimal{}) {
			t.Errorf("ParseDecimal(%q) = %s, %v; want ErrDecimal and zero", bad, d, err)
		}
	}
}

// A decimal prints as it was written, for every number of digits and every scale.
func TestDecimalKeepsItsSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := reporttest.Decimal(t)
		d, err := report.ParseDecimal(text)
		if err != nil || d.String() != text {
			t.Fatalf("%q became %q, %v", text, d, err)
		}
		value, _ := new(big.Rat).SetString(text)
		if d.Sign() != value.Sign() {
			t.Fatalf("the sign of %s is %d", text, d.Sign())
		}
		n, whole := d.Int64()
		if whole != value.IsInt() || d.IsInt() != whole || whole && new(big.Rat).SetInt64(n).Cmp(value) != 0 {
			t.Fatalf("%s as an integer: %d, %v", text, n, whole)
		}
	})
}

func TestInt(t *testing.T) {
	for n, want := range map[int]string{0: "0", -5: "-5", 12_345_678: "12345678", 1 << 62: "999999999999999999", -1 << 63: "-999999999999999999"} {
		if got := report.Int(n).String(); got != want {
			t.Errorf("Int(%d) = %s, want %s", n, got, want)
		}
	}
}

// Sums agree with exact arithmetic, however far apart the scales are and however large the numbers.
func TestSumIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sum, plus, minus report.Sum
		want := new(big.Rat)
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			text := reporttest.Decimal(t)
			d, _ := report.ParseDecimal(text)
			value, _ := new(big.Rat).SetString(text)
			if rapid.Bool().Draw(t, "minus") {
				sum.Sub(d)
				minus.Add(d)
				want.Sub(want, value)
			} else {
				sum.Add(d)
				plus.Add(d)
				want.Add(want, value)
			}
		}
		got, ok := new(big.Rat).SetString(sum.String())
		if !ok || got.Cmp(want) != 0 || sum.Sign() != want.Sign() {
			t.Fatalf("got %s, want %s", sum.String(), want.FloatString(20))
		}
		if difference := plus.Minus(&minus); difference.Cmp(&sum) != 0 || plus.Cmp(&minus) != want.Sign() {
			t.Fatalf("%s − %s is not %s", plus.String(), minus.String(), sum.String())
		}
		if strings.Contains(sum.String(), ".") && strings.HasSuffix(sum.String(), "0") {
			t.Fatalf("trailing zero: %s", sum.String())
		}
		if d, fits := sum.Decimal(); fits {
			var again report.Sum
			again.Add(d)
			if again.Cmp(&sum) != 0 {
				t.Fatalf("%s is not %s", d, sum.String())
			}
		} else if len(strings.Trim(strings.ReplaceAll(sum.String(), ".", ""), "-0")) <= report.MaxDigits-1 && want.Num().BitLen() < 30 {
			t.Fatalf("%s does not fit", sum.String())
		}
	})
}

func TestDecimalEqual(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		equal bool
	}{{"12.5", "12.50", true}, {"0", "0.000", true}, {"-1", "1", false}, {"999999999999999999", "0.999999999999999999", false},
		{"3", "3.000000000000000", true}, {"0.1", "0.10000000000000001", false}} {
		a, _ := report.ParseDecimal(c.a)
		b, _ := report.ParseDecimal(c.b)
		if a.Equal(b) != c.equal || b.Equal(a) != c.equal {
			t.Errorf("%s and %s: want equal %v", c.a, c.b, c.equal)
		}
	}
}

func TestCellKindsStayDistinct(t *testing.T) {
	twelve, _ := report.ParseDecimal("12")
	cells := map[string]report.Cell{"blank": report.Cell{}, "zero": report.Count(0), "slash": report.Text("/"), "dash": report.Text("-"),
		"number": report.Number(twelve), "remark": report.Annotated(twelve, "12（其中修订3件）")}
	for a, x := range cells {
		for b, y := range cells {
			if (a == b) != (x == y) {
				t.Errorf("%s and %s: equal %v", a, b, x == y)
			}
		}
	}
	for name, want := range map[string]struct {
		printed, remark string
		blank, number   bool
	}{
		"blank": {"", "", true, false}, "zero": {"0", "", false, true}, "slash": {"/", "/", false, false}, "dash": {"-", "-", false, false},
		"number": {"12", "", false, true}, "remark": {"12（其中修订3件）", "12（其中修订3件）", false, true},
	} {
		c := cells[name]
		if _, number := c.Number(); c.String() != want.printed || c.Remark() != want.remark || c.IsBlank() != want.blank || number != want.number {
			t.Errorf("%s: %q %q %v %v", name, c, c.Remark(), c.IsBlank(), number)
		}
	}
	// A printed form that is only the number adds nothing; a text that is nothing is a blank.
	if report.Annotated(twelve, "12") != report.Number(twelve) || report.Annotated(twelve, "") != report.Number(twelve) || report.Text("") != (report.Cell{}) {
		t.Error("cells have two spellings")
	}
	table := report.Table{}
	table.Set("new", "total", report.Count(1))
	table.Set("new", "total", report.Cell{})
	if len(table) != 0 || table.Get("new", "total") != (report.Cell{}) {
		t.Errorf("a blank is stored: %v", table)
	}
}

func ExampleParseDecimal() {
	d, err := report.ParseDecimal("12.50")
	fmt.Println(d, err)
	_, err = report.ParseDecimal("1e3")
	fmt.Println(err)
	// Output:
	// 12.50 <nil>
	// not a decimal number of at most 18 digits without exponent
}

func ExampleSum() {
	var total report.Sum
	for _, text := range []string{"12.50", "0.05", "7"} {
		d, _ := report.ParseDecimal(text)
		total.Add(d)
	}
	fmt.Println(total.String())
	// Output: 19.55
}
