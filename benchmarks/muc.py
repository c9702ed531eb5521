"""Role fillers of violent incidents, MUC-4 (CEAF-REE): perpetrators, targets, victims, weapons out of our claims.

    python benchmarks/muc.py ../shared [GOLD]     # GOLD defaults to gold/events/muc4_dev.jsonl.gz

The texts are in capitals; `score/muc.py` says how it makes fillers of claims (ASSAULT and COERCE that are neither
denied nor hypothetical; actors by kind, things as targets). What we read in reports without a template costs precision.
"""

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    shared = Path(sys.argv[1])
    gold = Path(sys.argv[2]) if len(sys.argv) > 2 else shared / "gold/events/muc4_dev.jsonl.gz"
    spec = importlib.util.spec_from_file_location("coder_benchmark", Path(__file__).with_name("coder.py"))
    assert spec is not None and spec.loader is not None
    coder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(coder)
    with tempfile.TemporaryDirectory() as folder:
        read = coder.readings(shared, gold, Path(folder))
        subprocess.run([sys.executable, shared / "score/muc.py", read, gold], check=True)


if __name__ == "__main__":
    main()
