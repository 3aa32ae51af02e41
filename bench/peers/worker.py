"""What every peer in Python shares: the protocol of a worker (internal/sides/worker.go describes it), and a report as blocks."""
import json
import os
import re
import sys
import traceback

folder = sys.argv[1]
with open(os.path.join(folder, "form.json"), encoding="utf-8") as f:
    form = json.load(f)

# The sizes of GB/T 9704 in points, and the faces that each kind of block is set in.
WIDTH, HEIGHT, TOP, BOTTOM, LEFT, RIGHT, LINE = 595.3, 841.9, 104.9, 99.2, 79.35, 73.7, 28.95
STYLE = {"title": ("xiaobiaosong", 22), "section": ("heiti", 16), "heading": ("kaiti", 16), "body": ("fangsong", 16),
         "sign": ("fangsong", 16), "table": ("song", 9)}
NAMES = {"xiaobiaosong": "方正小标宋简体", "heiti": "黑体", "kaiti": "楷体_GB2312", "fangsong": "仿宋_GB2312", "song": "宋体"}


def font(role):
    return os.path.join(folder, "fonts", role + ".ttf")


def inputs(extension):
    """All files of a kind, read before anything is measured."""
    reports = os.path.join(folder, "reports")
    names = sorted(n for n in os.listdir(reports) if n.endswith("." + extension))
    files = []
    for name in names:
        with open(os.path.join(reports, name), "rb") as f:
            files.append(f.read())
    return files


def serve(files, make):
    """Answers the lines of the driver. make returns the output of one input as bytes or as a string."""
    print("ready", flush=True)
    for line in sys.stdin:
        verb, *rest = line.split()
        try:
            if verb == "run":
                print("done", sum(len(make(files[int(job)])) for job in rest), flush=True)
            else:
                out = make(files[int(rest[0])])
                with open(rest[1], "wb") as f:
                    f.write(out if isinstance(out, bytes) else out.encode())
                print("done 1", flush=True)
        except Exception:
            print("error", traceback.format_exc().replace("\n", " "), flush=True)


def blocks(data):
    """A report as what stands on its pages, from top to bottom: (kind, text), or ("table", the form's table, its rows)."""
    report = json.loads(data)
    yield "title", report["title"]
    for section in form["sections"]:
        if section.get("heading"):
            yield "section", section["heading"]
        if section.get("table"):
            table = next(t for t in form["tables"] if t["key"] == section["table"])
            yield "table", table, [[(value(report, c["pointer"]) if "pointer" in c else c.get("text", ""),
                                     c.get("colspan", 1), c.get("rowspan", 1)) for c in row] for row in table["rows"]]
        else:
            for p in report.get(section["key"], []):
                yield "heading" if re.match("^（[一二三四五六七八九十]+）[^。]*$", p) else "body", p.replace("**", "")
    yield "sign", report["signature"]
    yield "sign", "{}年{}月{}日".format(*map(int, report["date"].split("-")))


def value(report, pointer):
    at = report
    for key in pointer.split("/")[1:]:
        at = at.get(key) if at else None
    if isinstance(at, dict):
        at = at.get("text", at.get("value"))
    return "" if at is None else str(at)


def placed(table, rows):
    """The cells of a table with the place where each begins: (row, column, text, colspan, rowspan)."""
    covered = set()
    for i, row in enumerate(rows):
        column = 0
        for text, colspan, rowspan in row:
            while (i, column) in covered:
                column += 1
            covered.update((i + y, column + x) for y in range(rowspan) for x in range(colspan))
            yield i, column, text, colspan, rowspan
            column += colspan


def html(data):
    """A report as a page for the tools that print web pages."""
    from html import escape
    out = ['<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>report</title><style>@page{size:595.3pt 841.9pt;margin:%gpt %gpt %gpt %gpt;'
           '@bottom-center{content:"— " counter(page) " —";font:14pt "GW Song"}}' % (TOP, RIGHT, BOTTOM, LEFT),
           'body{margin:0}p,h1,h2{margin:0;line-height:%gpt;font-weight:400;font-size:16pt;text-indent:2em;text-align:justify}' % LINE,
           'h1{font:22pt/34pt "GW Title Song";text-indent:0;text-align:center}h2{font-family:"GW Hei"}.heading{font-family:"GW Kai"}'
           '.body,.sign{font-family:"GW FangSong"}.sign{text-align:right}table{border-collapse:collapse;width:100%;table-layout:fixed;font:9pt/11pt "GW Song"}'
           'td{border:.5pt solid;padding:2pt;text-align:center}thead{display:table-header-group}tr{page-break-inside:avoid}</style>']
    for kind, *rest in blocks(data):
        if kind == "table":
            table, rows = rest
            whole = sum(table["widths"])
            out.append("<table><colgroup>" + "".join('<col style="width:%.3f%%">' % (100 * w / whole) for w in table["widths"]) + "</colgroup>")
            for i, row in enumerate(rows):
                out.append("<tr>" + "".join('<td colspan="%d" rowspan="%d">%s</td>' % (c, r, escape(t)) for t, c, r in row) + "</tr>")
            out.append("</table>")
        else:
            tag = {"title": "h1", "section": "h2"}.get(kind, "p")
            out.append('<%s class="%s">%s</%s>' % (tag, kind, escape(rest[0]), tag))
    return "".join(out)
