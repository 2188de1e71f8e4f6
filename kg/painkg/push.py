"""Push a snapshot to a SPARQL server: upload aside, check, switch in one request, check again.

Readers through `--store sparql+…` name the graphs that they read, so they see nothing of what is uploaded
aside. The switch is one update request, which takes `about` away first and brings it last: a server that runs
a request as one transaction switches at once, and on another one, `open_graph` finds no release, or one that
changed while it read, and says so; half a graph is never taken for a whole one. An open store names the
graphs that it found when it was first asked: one of a new name is seen once the store is opened again.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

import pyoxigraph as ox

from painkg import terms
from painkg.build.snapshot import read_manifest
from painkg.errors import StoreError
from painkg.stores.graph_store import GraphStore

INCOMING = "https://w3id.org/painkg/incoming/"
_ABOUT = terms.GRAPHS + "about"
_DATASET = ox.NamedNode(terms.DATASET)
_SNAPSHOT = ox.NamedNode(terms.VOCAB + "snapshot")


def push(folder: Path, target: GraphStore, report: Callable[[str], None] = lambda _: None) -> dict[str, int]:
    """Replace the painkg graphs of a server by a snapshot; return how many triples each graph then holds.

    What is on the server is untouched until all of the snapshot is there; what an interrupted push left
    is removed first. One push at a time: a second one removes what the first has uploaded, which then stops.

    :raises SnapshotError: when there is no snapshot in the folder.
    :raises StoreError: when the server does not do its part; the message says in which state it is.
    """
    graphs = _graphs(folder)
    wanted = {name: len(triples) for name, triples in graphs.items()}
    for left in target.counts(INCOMING):
        report(f"removing what an interrupted push left: {left}")
        target.update(f"DROP SILENT GRAPH <{left}>")
    aside = f"{INCOMING}{uuid4().hex}/"
    _upload(graphs, target, aside, report)
    _compare(target, aside, wanted, "after the upload; the graphs in use are untouched")
    old = [iri for iri in target.counts(terms.GRAPHS) if iri.removeprefix(terms.GRAPHS) not in graphs]
    target.update(
        " ;\n".join([*(f"DROP SILENT GRAPH <{iri}>" for iri in [_ABOUT, *old]), *_moves(graphs, aside)])
    )
    _compare(target, terms.GRAPHS, wanted, "after the switch; push again")
    report(f"{target.address} now holds snapshot {read_manifest(folder)['snapshot']}")
    return wanted


def _graphs(folder: Path) -> dict[str, list[ox.Triple]]:
    """Return the triples of each graph of a snapshot; `about` names the snapshot."""
    digest = ox.Literal(str(read_manifest(folder)["snapshot"]))
    graphs: dict[str, list[ox.Triple]] = {}
    homes: dict[ox.BlankNode, str] = {}
    for quad in ox.parse(gzip.decompress((folder / "painkg.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS):
        name = quad.graph_name.value.removeprefix(terms.GRAPHS)
        graphs.setdefault(name, []).append(quad.triple)
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.BlankNode) and homes.setdefault(node, name) != name:
                raise StoreError(f"{node} is in two graphs, which are uploaded one by one; give it an IRI")
    graphs["about"].append(ox.Triple(_DATASET, _SNAPSHOT, digest))
    return graphs


def _upload(
    graphs: dict[str, list[ox.Triple]], target: GraphStore, aside: str, report: Callable[[str], None]
) -> None:
    bodies = {name: ox.serialize(t, format=ox.RdfFormat.N_TRIPLES) or b"" for name, t in graphs.items()}
    whole, done = sum(map(len, bodies.values())), 0
    # the smallest first: a server that asks for credentials may hang up on a long body
    for number, (name, body) in enumerate(sorted(bodies.items(), key=lambda item: len(item[1])), 1):
        target.put(aside + name, body)  # N-Triples is Turtle, which every server takes
        done += len(body)
        report(f"{number}/{len(bodies)} {name}: {done / 1e6:.1f} of {whole / 1e6:.1f} MB")


def _moves(graphs: Iterable[str], aside: str) -> list[str]:
    last = sorted(graphs, key=lambda name: (name == "about", name))
    return [f"MOVE GRAPH <{aside}{name}> TO GRAPH <{terms.GRAPHS}{name}>" for name in last]


def _compare(target: GraphStore, prefix: str, wanted: dict[str, int], when: str) -> None:
    found = {iri.removeprefix(prefix): n for iri, n in target.counts(prefix).items()}
    if found != wanted:
        wrong = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
        told = ", ".join(f"{name} {found.get(name, 0)} of {wanted.get(name, 0)} triples" for name in wrong)
        raise StoreError(f"{target.address} holds {told} {when}")
