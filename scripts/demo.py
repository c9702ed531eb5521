"""`make demo`: the main job on the sample reports, with the commands that a user would type."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "demo"
LEDGER = DEMO / "firsthand.db"
PROGRAM = Path(sys.executable).with_name("firsthand")


def firsthand(*arguments: str | Path) -> None:
    """Run one command as a user would, after showing it."""
    shown = [str(a.relative_to(ROOT)) if isinstance(a, Path) else a for a in arguments]
    print(f"\n$ firsthand {' '.join(shown)}", flush=True)
    subprocess.run([PROGRAM, *shown], check=True, cwd=ROOT)


def main() -> None:
    DEMO.mkdir(exist_ok=True)
    firsthand("add", ROOT / "samples" / "reports", "--ledger", LEDGER)
    firsthand("incidents", "--format", "table", "--ledger", LEDGER)
    firsthand("export", "acled", "-o", DEMO / "acled.csv", "--ledger", LEDGER)
    firsthand("report", "-o", DEMO / "report.html", "--ledger", LEDGER)
    firsthand("verify", "--ledger", LEDGER)
    print(f"\nOpen {(DEMO / 'report.html').relative_to(ROOT)} in a browser.")


main()
