"""What is loaded and asked: the graph itself, and patients that are made up, the same ones in each run."""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from painkg.terms import PAINKG, RDF, RDFS, VOCAB, XSD

PATIENTS = "https://example.org/patients/"
FACTS = 10  # triples of each patient
_PREFIXES = f"PREFIX pk: <{VOCAB}> PREFIX rdfs: <{RDFS}> PREFIX ex: <{PATIENTS}> "


@dataclass(frozen=True)
class Data:
    """N-Triples, and queries on them: SUBJECT is one of `subjects`, NUMBER makes a text unlike all others.

    `served` is how `painkg serve` is told to serve it: its own graph as it is built, others from the file.
    """

    name: str
    path: Path
    served: list[str]
    triples: int
    subjects: list[str]
    light: list[str]
    heavy: list[str]


def graph(nquads: Path, folder: Path) -> Data:
    """Return the graph itself, its named graphs made one."""
    with gzip.open(nquads) as file:
        quads = ox.parse(file.read(), ox.RdfFormat.N_QUADS)
    lines = sorted({f"{quad.triple} .\n" for quad in quads})
    subjects = sorted({line.split(" ", 1)[0] for line in lines if line.startswith(f"<{PAINKG}")})
    random.Random(5).shuffle(subjects)  # else the few that are repeated would be of one kind
    light = [
        "SELECT ?p ?o { SUBJECT ?p ?o } LIMIT NUMBER",
        "SELECT ?c ?label { SUBJECT pk:isKindOf ?c . ?c rdfs:label ?label } LIMIT NUMBER",
        "ASK { ?s pk:hasIntervention SUBJECT ; pk:hasDirection pk:against FILTER(NUMBER > 0) }",
    ]
    heavy = [
        "SELECT ?label (COUNT(DISTINCT ?s) AS ?n) { ?s pk:hasCondition/pk:isKindOf ?c . ?c rdfs:label ?label"
        " FILTER(NUMBER > 0) } GROUP BY ?label",
        "SELECT ?i ?c (COUNT(*) AS ?n) { ?a pk:hasIntervention ?i ; pk:hasCondition ?c ;"
        " pk:hasDirection pk:for . ?b pk:hasIntervention ?i ; pk:hasCondition/pk:isKindOf ?c ;"
        " pk:hasDirection pk:against FILTER(NUMBER > 0) } GROUP BY ?i ?c",
        'SELECT ?s ?label { ?s rdfs:label ?label FILTER(CONTAINS(LCASE(?label), "pain") && NUMBER > 0) }',
    ]
    path = _written(folder / "graph.nt", lines)
    return Data("the graph", path, [], len(lines), subjects, _prefixed(light), _prefixed(heavy))


def patients(triples: int, folder: Path) -> Data:
    """Return patients, each with two conditions, a drug and a score of pain."""
    dice = random.Random(5)
    lines = [
        f'<{PATIENTS}{kind}{n}> <{RDFS}label> "{kind} {n}" .\n'
        for kind, count in (("condition", 200), ("drug", 50))
        for n in range(count)
    ]
    count = triples // FACTS
    for n in range(count):
        patient, score = f"<{PATIENTS}patient{n}>", f"<{PATIENTS}score{n}>"
        first, second = dice.sample(range(200), 2)
        date = f"20{dice.randrange(10, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        lines += [
            f"{patient} <{RDF}type> <{PATIENTS}Patient> .\n",
            f'{patient} <{PATIENTS}sex> "{dice.choice("fm")}" .\n',
            f'{patient} <{PATIENTS}born> "{dice.randrange(1930, 2010)}"^^<{XSD}integer> .\n',
            f"{patient} <{PATIENTS}condition> <{PATIENTS}condition{first}> .\n",
            f"{patient} <{PATIENTS}condition> <{PATIENTS}condition{second}> .\n",
            f"{patient} <{PATIENTS}takes> <{PATIENTS}drug{dice.randrange(50)}> .\n",
            f"{score} <{RDF}type> <{PATIENTS}Score> .\n",
            f"{score} <{PATIENTS}of> {patient} .\n",
            f'{score} <{PATIENTS}value> "{dice.randrange(11)}"^^<{XSD}integer> .\n',
            f'{score} <{PATIENTS}on> "{date}"^^<{XSD}date> .\n',
        ]
    light = [
        "SELECT ?p ?o { SUBJECT ?p ?o } LIMIT NUMBER",
        "SELECT ?label ?value { SUBJECT ex:condition/rdfs:label ?label . ?s ex:of SUBJECT ; ex:value ?value }"
        " LIMIT NUMBER",
        'ASK { SUBJECT ex:sex "f" ; ex:takes ?drug . ?drug rdfs:label "drug 7" FILTER(NUMBER > 0) }',
    ]
    heavy = [
        "SELECT ?label (COUNT(?p) AS ?n) { ?p ex:condition ?c ; ex:born ?y . ?c rdfs:label ?label"
        " FILTER(?y > 1970 && NUMBER > 0) } GROUP BY ?label",
        "SELECT ?d (AVG(?v) AS ?mean) { ?s ex:of ?p ; ex:value ?v . ?p ex:takes ?d"
        " FILTER(NUMBER > 0) } GROUP BY ?d",
        'SELECT ?p ?s { ?p ex:takes ex:drug7 ; ex:sex "f" . ?s ex:of ?p ; ex:value ?v'
        " FILTER(?v > 3 && NUMBER > 0) }",
    ]
    subjects = [f"<{PATIENTS}patient{n}>" for n in range(count)]
    path = _written(folder / "patients.nt", lines)
    return Data(
        "patients", path, ["--data", str(path)], len(lines), subjects, _prefixed(light), _prefixed(heavy)
    )


def _written(path: Path, lines: list[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)
    return path


def _prefixed(queries: list[str]) -> list[str]:
    return [_PREFIXES + query for query in queries]
