#!/usr/bin/env python3
"""How well a system tells who saw what: score.py PREDICTION [--split tune|held|all] [--errors]

PREDICTION is one JSON object; documents go by the ids of reports.jsonl, spans are [start, end) of their `text`:

{ "incidents": [ { "id": "x1",
                   "claims":  [ {"document": "d001", "span": [34, 42], "chain": ["Ann Lee", "Some Agency"]} ],
                   "origins": [ {"id": "o1", "name": "Ann Lee"} ],
                   "tolls":   [ {"origin": "o1", "of": "killed", "low": 3, "best": 3, "high": 3} ] } ],
  "copies": [ {"document": "d002", "span": [0, 90], "source": "d001", "source_span": [0, 90]} ] }

What the figures mean (percent), each over the incidents of the split:

b3       B-cubed F1 of mentions, a mention being what one document tells of one incident. The system's incident of a
         mention is the one with most claims in its labelled sentences; a mention without claims stands alone.
origins  incidents whose origins are exactly right: the system's incident with most of the mentions names each labelled
         origin once, by its name or one it also goes by, and no other.
tolls    labelled figures (an origin's last word on killed, wounded …) that the system gives to that origin, all bounds
         right; a figure of an origin that was not found is wrong. `extra_tolls`: figures that no label has.
copies   F1 of copied passages: the right source document, and spans of copy and source that share half of their union.
pairs    F1 of (document, source) pairs.
chains   labelled chains that some claim in that sentence has, hop by hop. A sentence without a claim is wrong.

Plain Python 3.11. Exit status 0 whatever the score, 2 on input that cannot be scored.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
LEFT_OUT = frozenset(
    "a an the of in for at its his her their town's dr mr mrs ms colonel captain general governor".split()
)
SHARED = 0.5  # share of the union of two spans from which they are one passage


def load(name):
    with (HERE / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words(name):
    found = re.findall(r"[\w'’-]+", name.casefold().replace("defense", "defence"))
    return [w for w in found if w not in LEFT_OUT] or found


def fits(name, accepted):
    """How well a name fits one of those accepted: 2 the same, 1 the same with less or more of it, else 0."""
    best, told = 0, words(name)
    for other in map(words, accepted):
        short, long = sorted((told, other), key=len)
        if set(told) == set(other):
            return 2
        if short and set(short) <= set(long):
            best = 1
    return best


def matched(origins, names):
    """Pairs (labelled origin, the system's origin), each used once, the best fits first."""
    rated = [(fits(n["name"], [o["name"], *o["also"]]), o["id"], n["id"]) for o in origins for n in names]
    pairs = {}
    for rate, origin, name in sorted(rated, key=lambda r: (-r[0], r[1], r[2])):
        if rate and origin not in pairs and name not in pairs.values():
            pairs[origin] = name
    return pairs


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def alike(a, b):
    return overlap(a, b) >= SHARED * (max(a[1], b[1]) - min(a[0], b[0]))


def f1(right, told, wanted):
    return 100 * 2 * right / (told + wanted) if told + wanted else 100.0


def share(right, total):
    return 100 * right / total if total else 100.0


def mentions(incidents):
    """The labelled sentences by (document, incident)."""
    found = {}
    for incident in incidents:
        for told in incident["mentions"]:
            found.setdefault((told["document"], incident["id"]), []).append(told)
    return found


def placed(items, predicted):
    """The system's incident of each mention, or the mention itself."""
    claims = {}
    for incident in predicted:
        for claim in incident["claims"]:
            claims.setdefault(claim["document"], []).append((claim["span"], incident["id"]))
    found = {}
    for (document, incident), told in items.items():
        inside = Counter(name for span, name in claims.get(document, ()) if any(overlap(span, s["span"]) for s in told))
        found[document, incident] = inside.most_common(1)[0][0] if inside else ("alone", document, incident)
    return found


def b_cubed(found):
    both = Counter((name, item[1]) for item, name in found.items())
    told, wanted = Counter(found.values()), Counter(item[1] for item in found)
    p = sum(n * n / told[a] for (a, _), n in both.items()) / len(found)
    r = sum(n * n / wanted[b] for (_, b), n in both.items()) / len(found)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def copied(copies, predicted):
    rights = 0
    left = list(predicted)
    for copy in copies:
        same = [
            p
            for p in left
            if (p["document"], p["source"]) == (copy["document"], copy["source"])
            and alike(p["span"], copy["span"])
            and alike(p["source_span"], copy["source_span"])
        ]
        if same:
            rights += 1
            left.remove(same[0])
        else:
            yield "copy missed", copy["document"], copy["source"], copy["text"][:70]
    for p in left:
        yield "no copy", p["document"], p["source"], p["span"]
    yield "right", rights


def chain_fits(wanted, told, names):
    if len(wanted) != len(told):
        return False
    return all(
        (w is None) == (t is None) and (w is None or fits(t, names.get(w, [w])))
        for w, t in zip(wanted, told, strict=True)
    )


def score(prediction, split="all", only=None):
    """All figures of a split (or of `only` these incidents), and what is wrong: (incident, what, wanted, got)."""
    incidents = [i for i in load("incidents.jsonl") if split in ("all", i["split"]) and i["id"] in (only or i["id"])]
    documents = {d for i in incidents for d in i["documents"]}
    items = mentions(incidents)
    found = placed(items, prediction["incidents"])
    by_id = {i["id"]: i for i in prediction["incidents"]}
    wrong = [(i, "mention without a claim", d, None) for (d, i), n in found.items() if isinstance(n, tuple)]
    exact, tolls, wanted_tolls, extra, chains, wanted_chains = 0, 0, 0, 0, 0, 0
    for incident in incidents:
        here = Counter(n for (_, i), n in found.items() if i == incident["id"])
        if len(here) > 1:
            wrong.append((incident["id"], "split", None, dict(here)))
        made = by_id.get(here.most_common(1)[0][0], {"id": None, "origins": [], "tolls": [], "claims": []})
        strangers = [item for item, n in found.items() if n == made["id"] and item[1] != incident["id"]]
        if strangers:
            wrong.append((incident["id"], "joined with", None, strangers))
        pairs = matched(incident["origins"], made["origins"])
        right = len(pairs) == len(incident["origins"]) == len(made["origins"])
        exact += right
        if not right:
            missing = [o["name"] for o in incident["origins"] if o["id"] not in pairs]
            more = [n["name"] for n in made["origins"] if n["id"] not in pairs.values()]
            wrong.append((incident["id"], "origins", f"missing {missing}", f"extra {more}"))
        told = {(t["origin"], t["of"]): (t["low"], t["best"], t["high"]) for t in made["tolls"]}
        for origin in incident["origins"]:
            for of, figure in origin["tolls"].items():
                wanted_tolls += 1
                got = told.pop((pairs.get(origin["id"]), of), None)
                want = (figure["low"], figure["best"], figure["high"])
                tolls += got == want
                if got != want:
                    wrong.append((incident["id"], f"toll {origin['name']} {of}", want, got))
        extra += len(told)
        wrong += [(incident["id"], "extra toll", None, (k, v)) for k, v in told.items()]
        names = {o["name"]: [o["name"], *o["also"]] for o in incident["origins"]}
        for mention in incident["mentions"]:
            if mention["chain"] is None:
                continue
            wanted_chains += 1
            chains_told = [
                c["chain"]
                for i in prediction["incidents"]
                for c in i["claims"]
                if c["document"] == mention["document"] and overlap(c["span"], mention["span"])
            ]
            good = any(chain_fits(mention["chain"], c, names) for c in chains_told)
            chains += good
            if not good:
                wrong.append((incident["id"], f"chain {mention['document']}", mention["chain"], chains_told))
    copies = [c for c in load("copies.jsonl") if c["document"] in documents]
    made = [c for c in prediction["copies"] if c["document"] in documents]
    notes = list(copied(copies, made))
    wanted_pairs = {(c["document"], c["source"]) for c in copies}
    made_pairs = {(c["document"], c["source"]) for c in made}
    p, r, f = b_cubed(found)
    figures = {
        "b3": f,
        "b3_p": p,
        "b3_r": r,
        "origins": share(exact, len(incidents)),
        "tolls": share(tolls, wanted_tolls),
        "extra_tolls": extra,
        "copies": f1(notes[-1][1], len(made), len(copies)),
        "pairs": f1(len(wanted_pairs & made_pairs), len(made_pairs), len(wanted_pairs)),
        "chains": share(chains, wanted_chains),
        "incidents": len(incidents),
        "mentions": len(found),
    }
    return figures, [*wrong, *notes[:-1]]


def main(arguments):
    split = arguments[arguments.index("--split") + 1] if "--split" in arguments else "all"
    try:
        with Path(arguments[0]).open(encoding="utf-8") as f:
            figures, wrong = score(json.load(f), split)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        print(f"score.py: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    if "--errors" in arguments:
        for line in wrong:
            print(*line, sep="\t")
    print("relay " + " ".join(f"{k}={v:.1f}" if isinstance(v, float) else f"{k}={v}" for k, v in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
