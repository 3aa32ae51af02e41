"""docxtpl: a Word file with the form, made once, into which each report's prose and figures are filled."""
import io
import json

from docxtpl import DocxTemplate

from word import document_of
from worker import form, inputs, serve


def template():
    """The form with a place for each paragraph and figure, in docxtpl's language."""
    yield "title", "{{ title }}"
    for section in form["sections"]:
        if section.get("heading"):
            yield "section", section["heading"]
        if section.get("table"):
            table = next(t for t in form["tables"] if t["key"] == section["table"])
            yield "table", table, [[("{{ %s }}" % c["pointer"][1:].replace("/", ".") if "pointer" in c else c.get("text", ""),
                                     c.get("colspan", 1), c.get("rowspan", 1)) for c in row] for row in table["rows"]]
        else:
            yield "body", "{%%p for p in %s %%}" % section["key"]
            yield "body", "{{ p }}"
            yield "body", "{%p endfor %}"
    yield "sign", "{{ signature }}"
    yield "sign", "{{ date }}"


read = document_of(template())


def make(data):
    report = json.loads(data)
    report["date"] = "{}年{}月{}日".format(*map(int, report["date"].split("-")))
    document = DocxTemplate(io.BytesIO(read))
    document.render(report)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


serve(inputs("json"), make)
