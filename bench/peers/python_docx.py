"""python-docx: a Word file with paragraphs, tables with merged cells, and page numbers."""
from word import document_of
from worker import blocks, inputs, serve

serve(inputs("json"), lambda data: document_of(blocks(data)))
