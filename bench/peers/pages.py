"""Writes each report as a web page beside its data, for the tools that start from one: pages.py FOLDER."""
import os

from worker import folder, html

reports = os.path.join(folder, "reports")
for name in sorted(os.listdir(reports)):
    stem, extension = os.path.splitext(name)
    if extension == ".json":
        with open(os.path.join(reports, name), "rb") as f:
            page = html(f.read())
        with open(os.path.join(reports, stem + ".html"), "w", encoding="utf-8") as f:
            f.write(page)
