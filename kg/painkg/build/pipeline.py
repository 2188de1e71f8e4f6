"""The build as a list of steps: assemble → reason → infer → check → snapshot."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from painkg import __version__, paths, terms
from painkg.build import snapshot
from painkg.build.about import about_triples
from painkg.build.assemble import Ontology, assemble, release_names
from painkg.build.canonical import canonical
from painkg.build.check import check_queries, check_shapes, places
from painkg.build.infer import apply_rules, inferred_triples, relation_triples
from painkg.build.profile import check_profile, declared_at
from painkg.build.reason import Reasoned, reason
from painkg.build.release import manifest, release_files
from painkg.errors import SourceError, UnsatisfiableError
from painkg.graph import Graph, Release
from painkg.queries.catalogue import catalogue_triples
from painkg.queries.library import Library
from painkg.rdf import quads
from painkg.settings import Settings
from painkg.source.coverage import coverage_triples
from painkg.source.evidence import evidence_triples
from painkg.source.mappings import mapping_triples
from painkg.source.sources import Sources, load
from painkg.source.tables import Finding
from painkg.source.validate import check_tables
from painkg.stores.kept import keep
from painkg.stores.oxigraph import OxigraphStore

Report = Callable[[str], None]


@dataclass
class Build:
    """What the steps hand on to each other."""

    sources: Sources
    queries: Path
    settings: Settings
    library: Library
    ontology: Ontology
    reasoned: Reasoned
    store: ox.Store


def ensure_built(settings: Settings, report: Report = lambda _: None) -> Path:
    """Return the snapshot folder of the project's sources, building it where there is none yet.

    :raises SourceError: when the sources have errors.
    :raises BuildError: when a step fails; what was built before is untouched.
    """
    ontology, queries = paths.ontology_dir(), paths.queries_dir()
    home = snapshot.snapshots_dir(settings.home)
    folder = home / snapshot.key_of(snapshot.inputs(ontology, queries))
    if (folder / "manifest.json").is_file():
        return folder
    with snapshot.lock(home):
        if not (folder / "manifest.json").is_file():
            build(settings, folder, report)
            snapshot.prune(home, folder.name)
    return folder


def build(
    settings: Settings,
    target: Path,
    report: Report = lambda _: None,
    *,
    ontology: Path | None = None,
    queries: Path | None = None,
) -> None:
    """Build a snapshot with its release files into a folder; `report` gets a line for each step.

    :raises SourceError: when the sources have errors; they come with it.
    :raises BuildError: when a step fails; a snapshot that was in `target` is untouched.
    """
    ontology, queries = ontology or paths.ontology_dir(), queries or paths.queries_dir()
    with _step(report, "1/5 assemble", "tables, templates and modules into one ontology"):
        sources = load(ontology)
        _stop_at(check_sources_alone(sources))
        library = Library.read(queries)
        whole = assemble(sources)
    with _step(report, "2/5 reason", f"HermiT classifies {len(whole.classes)} classes"):
        reasoned = reason(whole, settings.reasoner_limit)
    made = Build(sources, queries, settings, library, whole, reasoned, ox.Store())
    with _step(report, "3/5 infer", "closure, relations, rules"):
        fill(made)
    with _step(report, "4/5 check", "shapes and check queries"):
        _stop_at(list(graph_findings(made)))
    with _step(report, "5/5 snapshot", "canonical form, release files, store"):
        write(made, target, snapshot.inputs(ontology, queries))


def fill(made: Build) -> None:
    """Fill the store with every named graph but `about`, and run the rules."""
    graphs = {
        "asserted": made.ontology.triples,
        "inferred": inferred_triples(made.reasoned),
        "relations": relation_triples(made.reasoned),
        "evidence": evidence_triples(made.sources),
        "mappings": mapping_triples(made.sources),
        "coverage": coverage_triples(made.sources),
        "catalogue": catalogue_triples(made.library),
    }
    for name, triples in graphs.items():
        made.store.bulk_extend(quads(triples, terms.GRAPHS + name))
    apply_rules(made.store, made.queries / "inference")


def write(made: Build, target: Path, inputs: dict[str, str]) -> None:
    """Write the snapshot: the graph in canonical form, the release files, the manifest, the store."""
    counts = count(made)
    about = list(about_triples(OxigraphStore(made.store), made.ontology.version, counts))
    made.store.bulk_extend(quads(about, terms.GRAPHS + "about"))
    data = canonical(made.store.quads_for_pattern(None, None, None, None), made.settings.canon_limit)
    files = release_files(data, release_names(made.ontology))
    facts = {
        "data_version": made.ontology.version,
        "code_version": __version__,
        "counts": counts,
        "inputs": inputs,
    }
    files["manifest.json"] = manifest(data, files, facts)
    release = Release(made.ontology.version, "", __version__)
    asked = keep(OxigraphStore(made.store), lambda store: Graph(store, release).read())
    snapshot.write(target, {**files, snapshot.KEPT: asked}, data)


def count(made: Build) -> dict[str, int]:
    """Return how many terms of each kind, rows of each evidence table, mappings and queries there are."""
    kinds = Counter(term.kind for term in made.sources.terms.values() if term.kind != "source")
    tables = {t.kind: len(t.rows) for t in made.sources.tables.values() if t.name.startswith("evidence/")}
    mappings = sum(len(t.rows) for t in made.sources.tables.values() if t.name.endswith(".sssom.tsv"))
    extra = {"classes": len(made.ontology.classes), "mappings": mappings, "queries": len(made.library)}
    return dict(sorted({**kinds, **tables, **extra}.items()))


def check_sources(folder: Path, settings: Settings) -> list[Finding]:
    """Return every problem of a folder of sources, as far as the ones before let the later steps run.

    Rows with errors are left out before the reasoner runs; the whole graph is checked once no row has any.

    :raises SourceError: when `columns.tsv` is missing or broken.
    :raises BuildError: when the reasoner fails for another reason than an unsatisfiable class.
    """
    sources = load(folder)
    findings = check_sources_alone(sources)
    wrong = {(f.file, f.row) for f in findings if f.severity == "error"}
    for table in sources.tables.values():
        table.rows = [row for row in table.rows if (table.name, row.number) not in wrong]
    if any(f.rule in {"syntax", "profile", "table", "date"} for f in findings):
        return findings
    where = places(sources)
    try:
        ontology = assemble(sources)
        reasoned = reason(ontology, settings.reasoner_limit)
    except UnsatisfiableError as error:
        for (iri, _), line in zip(error.axioms.items(), str(error).splitlines(), strict=True):
            file, row = where.get(terms.contract(iri)) or declared_at(sources, iri)
            findings.append(Finding(file, row, "", "error", "unsatisfiable", line))
        return findings
    if not wrong:
        queries = paths.queries_dir()
        made = Build(sources, queries, settings, Library.read(queries), ontology, reasoned, ox.Store())
        fill(made)
        findings += graph_findings(made)
    return findings


def check_sources_alone(sources: Sources) -> list[Finding]:
    """Return the problems of the tables and of the hand-written files, before anything is assembled."""
    return [*check_tables(sources), *check_profile(sources)]


def graph_findings(made: Build) -> Iterator[Finding]:
    """Yield the problems of the assembled graph."""
    where = places(made.sources)
    yield from check_shapes(list(evidence_triples(made.sources)), made.sources.folder / "shapes", where)
    yield from check_queries(made.store, made.queries / "checks", where)


def _stop_at(findings: list[Finding]) -> None:
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        shown = "\n".join(str(f) for f in errors[:20])
        more = f"\n… and {len(errors) - 20} more; painkg check lists all" if len(errors) > 20 else ""
        raise SourceError(f"the sources have {len(errors)} error(s):\n{shown}{more}", errors)


@contextmanager
def _step(report: Report, name: str, what: str) -> Iterator[None]:
    report(f"{name}: {what} …")
    start = time.perf_counter()
    yield
    report(f"{name}: {time.perf_counter() - start:.1f} s")
