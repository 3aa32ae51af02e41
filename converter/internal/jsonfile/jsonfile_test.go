package jsonfile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/jsonfile"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/templates"
)

func meter(set ...func(*limit.Limits)) *limit.Meter {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	return limit.NewMeter(context.Background(), limits)
}

func files(t testing.TB) []*fieldnames.File {
	t.Helper()
	all, err := fieldnames.Load(templates.FS, edition.Official())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dump writes an entry a line: its sources, "-" for none, "?" in front where it need not be one.
func dump(t testing.TB, data string) string {
	t.Helper()
	decoded, found := jsonfile.Decode(meter(), []byte(data))
	if decoded == nil {
		return found.Error()
	}
	values, problem := jsonfile.Values(meter(), decoded)
	if problem != nil {
		return string(problem.Code)
	}
	var b strings.Builder
	for _, n := range values {
		for _, e := range jsonfile.Find(meter(), jsontree.NewPlaces(decoded), n, files(t), []string{"2021"}) {
			if e.Maybe {
				b.WriteString("?")
			}
			for _, s := range e.Sources {
				switch {
				case s.Names != nil:
					b.WriteString(s.Names.Name)
				case s.Text == "":
					b.WriteString("ours")
				case s.Page:
					b.WriteString("page")
				default:
					b.WriteString("text")
				}
				if s.Field != "" {
					b.WriteString("@" + s.Field)
				}
				for _, line := range s.Lines {
					b.WriteString("[" + line + "]")
				}
				b.WriteString(" ")
			}
			if len(e.Sources) == 0 {
				b.WriteString("- " + e.Node.Pointer())
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestFind(t *testing.T) {
	const ours, theirs = `{"format": "2021"}`, `{"sections": [{"type": "table_2"}]}`
	text, page := `"`+strings.Repeat("甲", 70)+`"`, `"<p>`+strings.Repeat("甲", 70)+`</p>"`
	for _, c := range []struct{ name, data, want string }{
		{"ours", ours, "ours \n"},
		{"ours in a list", `[` + ours + `, ` + ours + `]`, "ours \nours \n"},
		{"one behind the other", ours + "\n" + ours, "ours \nours \n"},
		{"another system's", `{"data": ` + theirs + `}`, "filing_v1 \n"},
		{"an edition that there is not", `{"format": "html"}`, "- \n"},
		{"an element that is none", `[` + ours + `, 5, {"a": "b"}]`, "ours \n- /1\n- /2\n"},
		{"a list of nothing", `[1, 2]`, "- \n"},
		{"a text", `{"a": {"b": ` + text + `}}`, "text@/a/b \n"},
		{"a text that is just too short", `{"a": "` + strings.Repeat("x", 199) + `"}`, "- \n"},
		{"a text that is just long enough", `{"a": "` + strings.Repeat("x", 200) + `"}`, "text@/a \n"},
		{"a page", `{"a": ` + page + `}`, "page@/a \n"},
		{"an escaped page", `{"a": "&lt;p&gt;` + strings.Repeat("甲", 70) + `&lt;/p&gt;"}`, "page@/a \n"},
		{"a text that speaks of tags", `{"a": "` + strings.Repeat("甲", 70) + ` <p> &lt;/p&gt;"}`, "text@/a \n"},
		{"several fields", `{"a": ` + text + `, "b": ` + page + `, "c": 5}`, "text@/a page@/b \n"},
		{"fields beside a list", `{"a": ` + text + `, "b": [` + ours + `, ` + ours + `]}`, "?text@/a \nours \nours \n"},
		{"two lists", `{"a": [` + text + `, ` + text + `], "b": [` + ours + `, ` + ours + `]}`, "text@/a/0 \ntext@/a/1 \nours \nours \n"},
		{"a value beside a list", `{"a": ` + ours + `, "b": [` + ours + `, ` + ours + `]}`, "ours \nours \nours \n"},
		{"the title beside a text", `{"x": "标题标题标题标题", "y": "短", "a": {"n": "标题二标题二标题二", "b": ` + text + `}}`, "text@/a/b[标题二标题二标题二][标题标题标题标题] \n"},
		{"no title of another element", `[{"x": "标题标题标题标题", "b": ` + text + `}, {"b": ` + text + `}]`, "text@/0/b[标题标题标题标题] \ntext@/1/b \n"},
		{"no title that is a text of lines", `{"x": "标题标题\n标题标题标题", "z": "<b>标题标题标题标题", "b": ` + text + `}`, "text@/b \n"},
		{"JSON in a text", `{"a": "{\"format\": \"2021\", \"x\": \"` + strings.Repeat("x", 200) + `\"}"}`, "ours@/a \n"},
		{"JSON in a text that is broken", `{"a": "{\"format\": \"2021\", \"x\": \"` + strings.Repeat("x", 200) + `}"}`, "text@/a \n"},
		{"a picture in a text", `{"a": "GIF89a` + strings.Repeat("x", 200) + `"}`, "- \n"},
		{"something behind a list", `[1] [2]`, "json-syntax"},
		{"something behind that is cut", `{} {`, "json-syntax"},
		{"nothing", "", ""},
	} {
		if got := dump(t, c.data); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDeepJSON(t *testing.T) {
	long := strings.Repeat("x", 300)
	text := `{"format": "2021", "x": "` + long + `"}`
	for depth := range 4 {
		got := dump(t, text)
		if want := depth <= 2; strings.HasPrefix(got, "ours") != want {
			t.Errorf("%d deep: %s", depth, got)
		}
		text = `{"a": "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"}`
	}
}

func TestValuesLimits(t *testing.T) {
	data := []byte(`{"a": "xxxx"} {"b": "yyyyyyyy"}`)
	for size, want := range map[int64]bool{31: true, 30: false} {
		_, problem := jsonfile.Values(meter(func(l *limit.Limits) { l.JSON = size }), data)
		if (problem == nil) != want || problem != nil && problem.Code != "json-limit" {
			t.Errorf("%d bytes: %v", size, problem)
		}
	}
	for most, want := range map[int]bool{4: true, 3: false} { // values of both
		if _, problem := jsonfile.Values(meter(func(l *limit.Limits) { l.HTMLNodes = most }), data); (problem == nil) != want {
			t.Errorf("%d values: %v", most, problem)
		}
	}
	if _, problem := jsonfile.Values(meter(func(l *limit.Limits) { l.JSONNodes = 1 }), data); problem == nil || problem.Code != "json-limit" {
		t.Error(problem)
	}
}

func ExampleFind() {
	data := []byte(`{"code": 0, "data": {"content": "<p>` + strings.Repeat("甲", 100) + `</p>"}}`)
	values, _ := jsonfile.Values(meter(), data)
	for _, e := range jsonfile.Find(meter(), jsontree.NewPlaces(data), values[0], nil, []string{"2021"}) {
		fmt.Println(e.Sources[0].Field, e.Sources[0].Page)
	}
	// Output: /data/content true
}

func FuzzFind(f *testing.F) {
	names := files(f)
	for _, s := range []string{`{"format": "2021"}`, `[{"sections": [{"type": "table_2"}]}, "` + strings.Repeat("<p>", 80) + `"]`, "{}\n{}", "\xff\xfe{\x00}\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		decoded, found := jsonfile.Decode(meter(), data)
		if decoded == nil {
			if len(found) == 0 && len(data) > 0 {
				t.Fatal("refused without a word")
			}
			return
		}
		values, problem := jsonfile.Values(meter(), decoded)
		if problem != nil {
			return
		}
		for _, n := range values {
			for _, e := range jsonfile.Find(meter(), jsontree.NewPlaces(decoded), n, names, []string{"2021"}) {
				for _, s := range e.Sources {
					if s.Node == nil || s.Text == "" && s.Places == nil {
						t.Fatal("a source without a place")
					}
				}
			}
		}
	})
}
