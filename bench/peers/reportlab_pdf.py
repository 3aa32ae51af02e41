"""reportlab with platypus: paragraphs that break Chinese lines, tables with merged cells, fonts embedded as subsets."""
import io

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from xml.sax.saxutils import escape

from worker import BOTTOM, HEIGHT, LEFT, LINE, NAMES, RIGHT, STYLE, TOP, WIDTH, blocks, font, inputs, placed, serve

for role in NAMES:
    pdfmetrics.registerFont(TTFont(role, font(role)))

styles = {kind: ParagraphStyle(kind, fontName=face, fontSize=size, leading=11 if kind == "table" else 34 if kind == "title" else LINE, wordWrap="CJK",
                               alignment={"title": TA_CENTER, "sign": TA_RIGHT, "table": TA_CENTER}.get(kind, TA_LEFT),
                               firstLineIndent=0 if kind in ("title", "sign", "table") else 32) for kind, (face, size) in STYLE.items()}


def number(canvas, document):
    canvas.setFont("song", 14)
    canvas.drawCentredString(WIDTH / 2, 60, "— %d —" % document.page)


def table(form, rows):
    grid = [[""] * form["columns"] for _ in rows]
    commands = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    for i, column, text, colspan, rowspan in placed(form, rows):
        grid[i][column] = Paragraph(escape(text), styles["table"])
        if colspan > 1 or rowspan > 1:
            commands.append(("SPAN", (column, i), (column + colspan - 1, i + rowspan - 1)))
    unit = (WIDTH - LEFT - RIGHT) / sum(form["widths"])
    return Table(grid, colWidths=[w * unit for w in form["widths"]], style=commands, repeatRows=form["header_rows"] if form["header_rows"] < len(rows) else 0)


def make(data):
    out = io.BytesIO()
    story = [table(*rest) if kind == "table" else Paragraph(escape(rest[0]), styles[kind]) for kind, *rest in blocks(data)]
    document = SimpleDocTemplate(out, pagesize=(WIDTH, HEIGHT), topMargin=TOP - 6, bottomMargin=BOTTOM - 6, leftMargin=LEFT - 6, rightMargin=RIGHT - 6)
    document.build(story, onFirstPage=number, onLaterPages=number)
    return out.getvalue()


serve(inputs("json"), make)
