"""Fit the weights of the place step on annotated news and print what they reach by cross-validation.

    python benchmarks/places_fit.py ../shared/gold/place [--errors] [--cache FILE] [--gazetteer FILE]
    python benchmarks/places_fit.py ../shared/gold/place --write

Two models of a few dozen weights each, as data/places/weights.toml holds them: "spot" (is this name a place?) and
"prior", "rank", "final" (which place?), "trust" (is that so?). Every figure printed is of documents that the weights
had not seen; `--write` fits on all of them and writes the file.
"""

import gzip
import json
import pickle
import sys
from pathlib import Path

import numpy as np

from firsthand.extract import language, parties
from firsthand.extract.where import IS_PLACE, SURE, evidence, naming, resolve
from firsthand.extract.where.spots import spots
from firsthand.model import Block, Document, Span, text_id
from firsthand.reference import gazetteer as gazetteers

SETS = ("trnews_dev", "lgl", "gwn_dev", "geovirus")
NOT_NAMES = {"Literal_Expression", "Non_Lit_Expression"}
NO_DEMONYMS = {"geovirus"}  # its annotators left adjectives out
KEYS = ("name", "lat", "lon", "geonameid")
# Local news is half of the names, and its towns are namesakes of the places that world news means.
WEIGHT = {"trnews_dev": 2.0, "lgl": 0.4, "gwn_dev": 2.0, "geovirus": 1.0}
FOLDS = 5
TARGET = Path("src/firsthand/reference/data/places/weights.toml")


def load(folder: Path, cache: Path | None):
    """(set, gold row, sentences) of every document."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    nlp = language.load(None)
    out = []
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        documents = [document(r["text"]) for r in rows]
        parsed = {d.id: s for d, s in language.sentences_of(documents, nlp)}
        out += [(name, r, parsed[d.id]) for r, d in zip(rows, documents, strict=True)]
        print(name, len(rows), file=sys.stderr)
    if cache:
        cache.write_bytes(pickle.dumps(out))
    return out


def document(text: str) -> Document:
    """A plain document of paragraphs."""
    blocks, at = [], 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            blocks.append(Block(Span(start, start + len(body)), "paragraph"))
        at += len(line) + 1
    return Document(text_id(text), text, None, None, None, "en", None, tuple(blocks))


class Case:
    """A document with its spots, features and truth."""

    def __init__(self, name, row, sentences, gazetteer) -> None:
        self.set, self.row, self.text = name, row, row["text"]
        self.spots, self.words = spots(self.text, sentences, gazetteer)
        known = parties.parties(document(self.text), sentences)
        self.features = evidence.features(self.spots, self.words, known, any(s.names for s in sentences))
        self.gold = [t for t in row["toponyms"] if t.get("type") not in NOT_NAMES]
        self.soft = [t for t in row["toponyms"] if t.get("type") in NOT_NAMES]
        self.truth = [self._is_name(s) for s in self.spots]

    def _is_name(self, spot):
        if any(t["start"] < spot.span.end and spot.span.start < t["end"] for t in self.gold):
            return 1.0
        demonym = spot.places and all(p.match == "demonym" for p in spot.places)
        soft = any(t["start"] < spot.span.end and spot.span.start < t["end"] for t in self.soft)
        return None if soft or (demonym and self.set in NO_DEMONYMS) else 0.0

    def same(self, spot, place):
        """Whether `place` is the very entry that the annotators chose."""
        ids = {str(t.get("geonameid")) for t in self.gold if touches(t, spot.span)}
        return str(place.geonameid) in ids

    def right(self, spot, place):
        """Whether `place` is where the annotators put the name on `spot`; None where they put none."""
        on = [
            t
            for t in self.gold
            if t["start"] < spot.span.end and spot.span.start < t["end"] and t.get("lat") is not None
        ]
        if not on:
            return None
        t = on[0]
        if t.get("geonameid") and str(t["geonameid"]) == str(place.geonameid):
            return True
        return bool(distance(place.lat, place.lon, float(t["lat"]), float(t["lon"])) <= 161)


def distance(a, b, c, d):
    a, b, c, d = np.radians([a, b, c, d])
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 12742 * np.arcsin(min(1.0, np.sqrt(h)))


def logistic(rows, truth, l2=1.0, steps=40):
    """Weights by Newton's method."""
    names = sorted({k for r in rows for k in r})
    index = {k: i for i, k in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, r in enumerate(rows):
        for k, v in r.items():
            x[i, index[k]] = v
    y, w = np.array(truth), np.zeros(len(names))
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - l2 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + l2 * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        w = w + step
        if np.abs(step).max() < 1e-4:
            break
    return dict(zip(names, w.tolist(), strict=True))


def ranker(groups, l2=2.0, steps=300, rate=0.1):
    """Weights of the conditional choice: (feature rows of the candidates, right ones, weight) per name; Adam."""
    names = sorted({k for rows, _, _ in groups for r in rows for k in r})
    index = {k: i for i, k in enumerate(names)}
    xs = []
    for rows, right, weight in groups:
        x = np.zeros((len(rows), len(names)))
        for i, r in enumerate(rows):
            for k, v in r.items():
                x[i, index[k]] = v
        xs.append((x, np.array(right, dtype=float), weight))
    big = np.concatenate([x for x, _, _ in xs])
    right = np.concatenate([r for _, r, _ in xs])
    starts = np.cumsum([0] + [len(x) for x, _, _ in xs])[:-1]
    group = np.repeat(np.arange(len(xs)), [len(x) for x, _, _ in xs])
    weight = np.array([wt for _, _, wt in xs])
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for t in range(1, steps + 1):
        s = big @ w
        s = s - np.maximum.reduceat(s, starts)[group]
        e = np.exp(s)
        p = e / np.add.reduceat(e, starts)[group]
        good = p * right
        q = good / np.maximum(np.add.reduceat(good, starts)[group], 1e-12)
        gradient = ((q - p) * weight[group]) @ big - l2 * w
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w = w + rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return dict(zip(names, w.tolist(), strict=True))


def fit(cases):
    """All sets of weights from `cases`."""
    rows = [f for c in cases for f, t in zip(c.features, c.truth, strict=True) if t is not None]
    truth = [t for c in cases for t in c.truth if t is not None]
    weights = {"spot": logistic(rows, truth)}
    states = []
    for c in cases:
        kept = kept_spots(c, weights)
        named = naming.names(kept, c.words)
        states.append((c, named, [resolve.local(n) for n in named]))
    weights["prior"] = ranker([g for c, named, rows in states for g in usable(c, named, rows)])
    chances = [[resolve.chances(f, weights["prior"]) for f in rows] for _, _, rows in states]
    for table in resolve.PASSES:
        mutual = [resolve.mutual(named, p, rows) for (_, named, rows), p in zip(states, chances, strict=True)]
        weights[table] = ranker(
            [g for (c, named, _), m in zip(states, mutual, strict=True) for g in usable(c, named, m)]
        )
        chances = [[resolve.chances(f, weights[table]) for f in m] for m in mutual]
    weights["trust"] = trust(states, mutual, chances)
    return weights


def trust(states, mutual, chances):
    """How often the best candidate is right, by its features."""
    rows, truth = [], []
    for (case, named, _), m, p in zip(states, mutual, chances, strict=True):
        for name, features, chance in zip(named, m, p, strict=True):
            if not chance:
                continue
            best = name.places[int(np.argmax(chance))]
            right = [r for s in name.spots if (r := case.right(s, best)) is not None]
            if right:
                rows.append(resolve.trust_features(name, features, chance))
                truth.append(float(any(right)))
    return logistic(rows, truth, l2=5.0)


def kept_spots(case, weights):
    pairs = zip(case.spots, case.features, strict=True)
    return [s for s, f in pairs if evidence.probability(f, weights["spot"]) >= IS_PLACE]


def usable(case, named, rows):
    """The names with a right and a wrong candidate."""
    out = []
    for name, features in zip(named, rows, strict=True):
        right = [any(case.same(s, p) for s in name.spots) for p in name.places]
        if not any(right):
            right = [any(case.right(s, p) for s in name.spots) for p in name.places]
        if any(right) and not all(right):
            out.append((features, right, WEIGHT[case.set] * len(name.spots) ** 0.5))
    return out


def predict(case, weights):
    """[(spot, place or None)] of one document."""
    out = []
    for m in resolve.meanings(kept_spots(case, weights), case.words, weights):
        for s in m.name.spots:
            ranked = resolve.settle(m.ranked, naming.noun_beside(s, case.words[s.sentence]))
            out.append((s, ranked[0][0] if ranked and m.trust >= SURE else None))
    return out


class Tally:
    """Counts for one set, by the same rules as the scorer (overlap by any touch)."""

    def __init__(self) -> None:
        self.gold = self.predicted = self.touched = self.total = self.found = self.near = self.touching = self.ids = (
            self.same
        ) = 0
        self.exact = 0

    def add(self, case, predicted):
        spans = [s.span for s, _ in predicted]
        gold = {(t["start"], t["end"]) for t in case.gold}
        right = [any(touches(t, s) for t in case.gold) for s in spans]
        soft = [any(touches(t, s) for t in case.soft) for s in spans]
        self.gold += len(gold)
        self.predicted += sum(r or not s for r, s in zip(right, soft, strict=True))
        self.touching += sum(right)
        self.exact += sum((s.start, s.end) in gold for s in spans)
        self.touched += sum(any(a < s.end and s.start < b for s in spans) for a, b in gold)
        for t in (t for t in case.gold if t.get("lat") is not None):
            self.total += 1
            on = [(s, p) for s, p in predicted if p and touches(t, s.span)]
            self.found += bool(on)
            self.near += bool(on and case.right(*on[0]))
            if t.get("geonameid"):
                self.ids += 1
                self.same += bool(on and case.same(*on[0]))

    def line(self):
        p, r = self.touching / max(1, self.predicted), self.touched / max(1, self.gold)
        exact, found = 100 * self.exact / self.gold, 100 * self.found / self.total
        of_found, of_all = 100 * self.near / max(1, self.found), 100 * self.near / self.total
        return (
            f"overlap P {100 * p:.1f} R {100 * r:.1f} F {200 * p * r / (p + r):.1f}  exact R {exact:.1f}  "
            f"found {found:.1f}  within 161 km of found {of_found:.1f}, of all {of_all:.1f}  "
            f"same id {100 * self.same / max(1, self.ids):.1f}"
        )


def main(argv):
    cache = Path(argv[argv.index("--cache") + 1]) if "--cache" in argv else None
    gazetteer = gazetteers.open(Path(argv[argv.index("--gazetteer") + 1]) if "--gazetteer" in argv else None)
    cases = [Case(n, r, s, gazetteer) for n, r, s in load(Path(argv[1]), cache)]
    if "--write" in argv:
        write(fit(cases))
        return
    tallies = {s: Tally() for s in SETS}
    wrong = []
    for fold in range(FOLDS):
        weights = fit([c for i, c in enumerate(cases) if i % FOLDS != fold])
        for case in cases[fold::FOLDS]:
            predicted = predict(case, weights)
            tallies[case.set].add(case, predicted)
            if "--errors" in argv:
                wrong += errors(case, predicted)
    for s, tally in tallies.items():
        print(f"{s:12s} {tally.line()}")
    for w in wrong:
        print(*w, sep="\t")


def errors(case, predicted):
    """What went wrong in one document, to read."""
    out = []
    for s, p in predicted:
        at = (case.set, case.row["id"], around(case.text, s.span.start, s.span.end))
        on = [t for t in case.gold if touches(t, s.span)]
        if p and on and case.right(s, p) is False:
            out.append(("WRONG", *at, p.name, p.kind, p.country, p.admin1, "gold", *(on[0].get(k) for k in KEYS)))
        elif not on and not any(touches(t, s.span) for t in case.soft):
            out.append(("EXTRA", *at, p and p.name))
    for t in case.gold:
        if not any(touches(t, s.span) for s, _ in predicted):
            kind = "MISSED" if any(touches(t, s.span) for s in case.spots) else "UNSEEN"
            out.append((kind, case.set, case.row["id"], around(case.text, t["start"], t["end"]), t.get("type")))
    return out


def touches(toponym, span):
    return toponym["start"] < span.end and span.start < toponym["end"]


def around(text, start, end):
    return f"{text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 40]}".replace("\n", " ")


def write(weights):
    lines = ["# Fitted by benchmarks/places_fit.py; see docs/places.md. Do not edit by hand."]
    for name, table in weights.items():
        lines += ["", f"[{name}]", *(f'"{k}" = {v:.4f}' for k, v in sorted(table.items()))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv)
