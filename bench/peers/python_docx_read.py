"""python-docx: the paragraphs and the cells of a Word file, each merged cell once."""
import io

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from worker import inputs, serve


def make(data):
    document = Document(io.BytesIO(data))
    out = []
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            out.append(Paragraph(element, document).text)
        elif element.tag == qn("w:tbl"):
            seen = None
            for cell in Table(element, document)._cells:
                if cell is not seen:
                    out.append(cell.text)
                seen = cell
    return "\n".join(out)


serve(inputs("docx"), make)
