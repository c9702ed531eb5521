"""Eight reports on three invented incidents, read whole: which tolls each speaker stands for in the end."""

from pathlib import Path

import pytest

from firsthand import resolve
from firsthand.model import Figure, Read

REPORTS = Path(__file__).with_name("toll_reports.jsonl")


@pytest.fixture(scope="module")
def tolls(model, tmp_path_factory):
    """By place of the incident: each origin's last word on the dead and the wounded."""
    from firsthand.extract import pipeline
    from firsthand.ingest import Options, document, read
    from firsthand.resolve.gather import gather
    from firsthand.resolve.incidents import corpus
    from firsthand.resolve.tolls import last_words

    documents = [document(report) for report in read(str(REPORTS), Options())]
    told = [Read(r.document, r.attributions, r.claims) for r in pipeline.read_many(documents, model)]
    found, made = corpus(told), {}
    for incident in resolve.incidents(told):
        claims = [found.claims[c] for c in incident.claims]
        owner = gather(claims, found.traces, found.documents).of
        names = {o.id: o.name for o in incident.origins}
        for kind in ("killed", "wounded"):
            for said in last_words(claims, owner, found.documents, incident.superseded, kind):
                if said.origin is not None and incident.where is not None:
                    made[incident.where.name, names[said.origin].split()[-1], kind] = said.figure
    return made


WANTED = {
    ("Diffa", "Maiga", "killed"): Figure(12, 12, 12),  # nine, then three more: the number rose to 12
    ("Diffa", "Maiga", "wounded"): Figure(21, 21, 21),
    ("Diffa", "Oumarou", "killed"): Figure(6, 6, 6),
    ("Diffa", "Elhadji", "killed"): Figure(17, 17, 17),
    ("Nord-Kivu", "Mumbere", "killed"): Figure(10, 10, 10),  # of whom four were children
    ("Nord-Kivu", "Odile", "killed"): Figure(14, 14, None),  # bodies that she saw
    ("Nord-Kivu", "Ndaye", "killed"): Figure(6, 6, 6),  # raised from four; none of them civilians
    ("Sialkot", "Butt", "killed"): Figure(2, 2, 2),
    ("Sialkot", "Butt", "wounded"): Figure(None, 12, None),
    ("Sialkot", "Sethi", "killed"): Figure(0, None, 20),
    ("Sialkot", "Rana", "killed"): Figure(0, 0, 0),
    ("Sialkot", "Rana", "wounded"): Figure(4, 4, 4),
}


def test_each_speaker_stands_for_a_last_word(tolls):
    wrong = {key: tolls.get(key) for key, figure in WANTED.items() if tolls.get(key) != figure}
    assert len(wrong) <= 1, wrong


def test_no_toll_of_a_war_or_of_an_earlier_attack_is_told(tolls):
    assert {f.best for f in tolls.values()} <= {f.best for f in WANTED.values()}
