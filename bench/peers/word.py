"""A Word file of blocks with python-docx: paragraphs, tables with merged cells, and page numbers."""
import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from worker import BOTTOM, HEIGHT, LEFT, LINE, NAMES, RIGHT, STYLE, TOP, WIDTH, placed


def run(paragraph, text, kind):
    face, size = STYLE[kind]
    r = paragraph.add_run(text)
    r.font.name = NAMES[face]
    r.font.size = Pt(size)
    r._element.rPr.rFonts.set(qn("w:eastAsia"), NAMES[face])
    return r


def number(section):
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("text", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("text", " —")):
        r = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "end"):
            r._element.append(mark := OxmlElement("w:fldChar"))
            mark.set(qn("w:fldCharType"), kind)
        elif kind == "instr":
            r._element.append(instruction := OxmlElement("w:instrText"))
            instruction.text = text


def table(document, form, rows):
    t = document.add_table(len(rows), form["columns"])
    t.style = "Table Grid"
    t.autofit = False
    unit = (WIDTH - LEFT - RIGHT) / sum(form["widths"])
    for column, width in zip(t.columns, form["widths"]):
        column.width = Pt(width * unit)
    cells = t._cells  # one list, because each look-up in a table of python-docx makes it anew
    for i, column, text, colspan, rowspan in placed(form, rows):
        cell = cells[i * form["columns"] + column]
        if colspan > 1 or rowspan > 1:
            cell = cell.merge(cells[(i + rowspan - 1) * form["columns"] + column + colspan - 1])
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(paragraph, text, "table")


def document_of(blocks):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(WIDTH), Pt(HEIGHT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Pt(TOP), Pt(BOTTOM), Pt(LEFT), Pt(RIGHT)
    number(section)
    for kind, *rest in blocks:
        if kind == "table":
            table(document, *rest)
            continue
        paragraph = document.add_paragraph(style={"title": "Title", "section": "Heading 1", "heading": "Heading 2"}.get(kind))
        paragraph.paragraph_format.line_spacing = Pt(LINE)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
        if kind in ("title", "sign"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if kind == "title" else WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        run(paragraph, rest[0], kind)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
