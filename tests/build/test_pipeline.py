"""The build: two are alike, one that is killed leaves the last one, what it writes is what it says."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from painkg import terms
from painkg.build import limited
from painkg.build.canonical import canonical
from painkg.build.hermit import classify
from painkg.build.pipeline import build
from painkg.build.profile import beyond
from painkg.errors import BuildError, ReasonerError, SourceError, UnsatisfiableError
from painkg.opening import open_snapshot
from painkg.settings import read

FILES = ("painkg.owl", "painkg.ttl", "painkg.nq.gz", "painkg-base.owl", "manifest.json")


@pytest.fixture(scope="module")
def first(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of the tiny sources."""
    target = tmp_path_factory.mktemp("first") / "snapshot"
    build(read({}), target, ontology=tiny_folder)
    return target


def test_two_builds_write_the_same_bytes(first: Path, tiny_folder: Path, tmp_path: Path) -> None:
    build(read({}), tmp_path / "second", ontology=tiny_folder)
    for name in FILES:
        assert (tmp_path / "second" / name).read_bytes() == (first / name).read_bytes(), name


def test_the_manifest_says_what_is_there(first: Path) -> None:
    manifest = json.loads((first / "manifest.json").read_text())
    assert manifest["counts"]["condition"] > 10
    assert set(manifest["files"]) == set(FILES) - {"manifest.json"}
    assert any(name.startswith("ontology/terms/") for name in manifest["inputs"])
    assert open_snapshot(first).release.snapshot == manifest["snapshot"]


def test_every_named_graph_is_there(first: Path) -> None:
    quads = ox.parse(gzip.decompress((first / "painkg.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS)
    graphs = {
        str(q.graph_name.value).removeprefix(terms.GRAPHS)
        for q in quads
        if isinstance(q.graph_name, ox.NamedNode)
    }
    assert graphs == {
        "asserted", "inferred", "relations", "evidence", "mappings", "coverage", "catalogue", "about",
        "status", "safety",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["painkg.owl", "painkg-base.owl"])
def test_the_terms_stay_in_the_profile(built: Path, name: str) -> None:
    triples = [quad.triple for quad in ox.parse(path=str(built / name), format=ox.RdfFormat.RDF_XML)]
    assert not list(beyond(triples))
    assert not [t for t in triples if t.predicate.value.startswith(terms.VOCAB + "hasStatement")]


def test_owl_and_turtle_say_the_same(first: Path) -> None:
    def names(path: Path, form: ox.RdfFormat) -> set[str]:
        return {str(q.triple) for q in ox.parse(path=str(path), format=form) if "_:" not in str(q.triple)}

    assert names(first / "painkg.owl", ox.RdfFormat.RDF_XML) == names(
        first / "painkg.ttl", ox.RdfFormat.TURTLE
    )


@pytest.mark.parametrize("step", ["1/5", "2/5", "3/5", "4/5", "5/5"])
def test_a_build_killed_at_any_step_leaves_the_previous_one(
    first: Path, tiny_folder: Path, tmp_path: Path, step: str
) -> None:
    target, changed = tmp_path / "snapshot", tmp_path / "ontology"
    shutil.copytree(first, target)
    shutil.copytree(tiny_folder, changed)
    with (changed / "painkg.ttl").open("a") as file:
        file.write("\n# changed\n")
    code = (
        "import sys; from pathlib import Path\n"
        "from painkg.build.pipeline import build; from painkg.settings import read\n"
        "build(read({}), Path(sys.argv[1]), lambda line: print(line, flush=True), ontology=Path(sys.argv[2]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, target, changed], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            if line.startswith(step):
                process.send_signal(signal.SIGKILL)
                break
    assert process.wait() == -signal.SIGKILL
    assert (target / "manifest.json").read_bytes() == (first / "manifest.json").read_bytes()
    assert open_snapshot(target).index.resolve("back pain").label == "back pain"


def test_a_contradiction_stops_the_build_and_is_named(tiny_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "ontology"))
    (folder / "modules" / "hospital.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix pk: <https://w3id.org/painkg/vocab#> .\n"
        "@prefix PAINKG: <https://w3id.org/painkg/PAINKG_> .\n"
        '<https://example.org/odd> a owl:Class ; rdfs:label "drug-free tablet" ;\n'
        "  rdfs:subClassOf PAINKG:0020001 ,\n"
        "  [ a owl:Restriction ; owl:onProperty pk:administers ; owl:someValuesFrom PAINKG:0030000 ] .\n"
    )
    with pytest.raises(UnsatisfiableError, match="drug-free tablet") as caught:
        build(read({}), tmp_path / "snapshot", ontology=folder)
    (axioms,) = caught.value.axioms.values()
    assert any("administers some 'therapeutic agent'" in axiom for axiom in axioms)
    assert not (tmp_path / "snapshot").exists()


def test_errors_in_the_sources_stop_the_build(tiny_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "ontology"))
    path = folder / "terms" / "cause.tsv"
    path.write_text(path.read_text().replace("smoking", "burn"))
    with pytest.raises(SourceError, match=r"cause\.tsv"):
        build(read({}), tmp_path / "snapshot", ontology=folder)


def test_the_reasoner_and_the_naming_of_blank_nodes_have_a_time_limit() -> None:
    with pytest.raises(ReasonerError, match="PAINKG_REASONER_LIMIT"):
        classify(
            b"<urn:a> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:b> .",
            0.01,
        )
    nodes = [ox.BlankNode(f"n{i}") for i in range(9)]
    linked = ox.NamedNode("urn:linked")
    quads = [ox.Quad(a, linked, b, ox.DefaultGraph()) for a in nodes for b in nodes if a != b]
    with pytest.raises(BuildError, match="PAINKG_CANON_LIMIT"):
        canonical(quads, 1.0)


def test_a_process_that_fails_leaves_its_last_words() -> None:
    with pytest.raises(BuildError, match="canonical failed"):
        limited.transform("painkg.build.canonical", b"no quads", 20)
