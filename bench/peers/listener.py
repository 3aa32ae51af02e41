"""LibreOffice as a warm server: one office that stays, and this script, which has it open a Word file and store it as PDF."""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

from worker import folder, serve


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("no office answers")


with tempfile.TemporaryDirectory() as work:
    pipe = "nianbao-bench-%d" % os.getpid()
    office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--norestore", "--nologo",
                               "--accept=pipe,name=%s;urp;" % pipe], stdout=sys.stderr)
    desktop = connect(pipe)
    target = os.path.join(work, "out.pdf")

    def make(file):
        document = desktop.loadComponentFromURL("file://" + file, "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
        document.storeToURL("file://" + target, (PropertyValue("FilterName", 0, "writer_pdf_Export", 0),))
        document.close(True)
        with open(target, "rb") as f:
            return f.read()

    reports = os.path.join(folder, "reports")
    try:
        serve([os.path.join(reports, n) for n in sorted(os.listdir(reports)) if n.endswith(".docx")], make)
    finally:
        try:
            desktop.terminate()
        except Exception:  # the connection breaks when the office goes
            pass
        office.wait()
