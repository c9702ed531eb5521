"""The language pipeline's speed, load time and memory on one core, and its scores on the development data.

    python benchmarks/language.py ../shared/gold               # speed, load, memory, size
    python benchmarks/language.py ../shared/gold --scores      # the model card's table too (two minutes)
    python benchmarks/language.py ../shared/gold --folds DIR   # re3d by five folds, DIR a recogniser without re3d

One thread: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

OWN = Path(__file__).parents[1] / "tests/extract/language/data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the gold data")
    parser.add_argument("--scores", action="store_true")
    parser.add_argument("--folds", type=Path, metavar="DIR")
    options = parser.parse_args()
    texts = options.data / "language"
    cost(texts)
    if options.scores:
        scores(texts)
    if options.folds:
        folds(texts, options.folds)


def cost(texts: Path) -> None:
    started = time.process_time()
    from firsthand.extract import language

    nlp = language.load()
    print(f"load: {time.process_time() - started:.1f} CPU s")
    from firsthand.extract.language import models
    from firsthand.train.language import corpus, measure

    rows = corpus.read(texts / "gmb-dev.spacy", nlp)
    print(f"speed: {measure.speed(nlp, [corpus.text(row) for row in rows]):,.0f} tokens per CPU second")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB resident at most")
    size = sum(file.stat().st_size for file in models.path().rglob("*") if file.is_file())
    print(f"size: {size / 1e6:.1f} MB")


def scores(texts: Path) -> None:
    from firsthand.extract import language
    from firsthand.train.language import measure

    for line in measure.table(language.load(), texts, OWN):
        print(line)


def folds(texts: Path, recogniser: Path) -> None:
    from firsthand.train.language import folds, mentions

    alone, voted = zip(*folds.names(texts, recogniser), strict=True)
    pooled("names only, recogniser alone", alone)
    pooled("names only, after the vote", voted)
    with TemporaryDirectory() as folder:
        pretrained = mentions.pretrain(recogniser, texts, Path(folder))
        pooled("as annotated, recogniser alone", folds.mentions(texts, pretrained))


def pooled(title: str, parts: Iterable[tuple[set, set]]) -> None:
    from firsthand.train.language import measure

    numbered = list(enumerate(parts))
    gold = {(number, *item) for number, part in numbered for item in part[0]}
    found = {(number, *item) for number, part in numbered for item in part[1]}
    loose = measure.score({item[:-1] for item in gold}, {item[:-1] for item in found})
    print(f"re3d, five folds, {title}: typed {measure.score(gold, found)}, untyped {loose}", flush=True)


if __name__ == "__main__":
    main()
