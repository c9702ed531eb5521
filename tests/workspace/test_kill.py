"""Kills at random points and a full disk, by the script that does it 200 times (benchmarks/kill.py)."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "kill.py"


def test_nothing_acknowledged_is_lost_to_kills_or_a_full_disk():
    few = ("--rounds", "5", "--reports", "15")
    done = subprocess.run([sys.executable, SCRIPT, *few], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 rounds" in done.stdout and done.stdout.count(" 0 lost; 0 problems") == 2
    assert "what was recorded before is kept" in done.stdout
