"""Machines decide nothing: no code but that of the commands appends what people say."""

import ast
import re
from pathlib import Path

import firsthand

APPENDS = re.compile(r"add_(?:decision|correction|rejection|act)\b|append\(\s*.(?:decision|correction|rejection)")
PEOPLES = {"add_decision", "add_correction", "add_rejection"}
SOURCES = sorted(Path(firsthand.__file__).parent.rglob("*.py"))


def test_no_code_but_that_of_the_commands_appends_what_people_decide():
    callers = set()
    for path in (p for p in SOURCES if APPENDS.search(p.read_text(encoding="utf-8"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            kind = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            appends = node.func.attr in ("append", "_add_act") and kind in ("decision", "correction", "rejection")
            if node.func.attr in PEOPLES or appends:
                callers.add(path.relative_to(Path(firsthand.__file__).parent).as_posix())
    assert callers == {"workspace/decisions.py", "ledger/ledger.py"}
    users = {
        p.stem for p in SOURCES if "decisions.record" in p.read_text(encoding="utf-8") and p.parent.name != "workspace"
    }
    assert users == {"decisions"}
