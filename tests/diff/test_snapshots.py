"""Which snapshots can be named, over the library, the command line and HTTP."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from painkg.diff.snapshots import listed, opened
from painkg.errors import AmbiguousError, NotFoundError, SnapshotError, StoreError
from painkg.opening import open_snapshot
from painkg.settings import read
from painkg_api.app import create_app
from painkg_api.cli import main
from painkg_api.routes import diff as routes

Digests = tuple[str, str]


def test_a_snapshot_is_named_by_digest_folder_or_file(home: Path, digests: Digests) -> None:
    old, new = digests
    assert old != new
    for name in (old, old[:12], "old", str(home / "old"), str(home / "old" / "painkg.nq.gz")):
        assert opened(name, home).release.snapshot == old, name


def test_the_list_has_what_is_complete(home: Path, digests: Digests, tmp_path: Path) -> None:
    assert {row["snapshot"] for row in listed(home)} == set(digests)
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    (copy / "old" / "manifest.json").write_text("{")
    (copy / ".aside.1.tmp").mkdir()
    assert [row["snapshot"] for row in listed(copy)] == [digests[1]]
    assert listed(tmp_path / "nowhere") == []


def test_what_is_no_snapshot_is_refused(home: Path, digests: Digests, tmp_path: Path) -> None:
    for name in ("", "zzz", "../old", "/nowhere", "nowhere.nq.gz"):
        with pytest.raises(NotFoundError):
            opened(name, home)
    with pytest.raises(NotFoundError, match=digests[0]):
        opened("zzz", home)
    with pytest.raises(SnapshotError, match="holds no snapshot"):
        opened(str(tmp_path), home)
    (tmp_path / "torn.nq.gz").write_bytes((home / "old" / "painkg.nq.gz").read_bytes()[:5000])
    (tmp_path / "text.nq.gz").write_bytes(gzip.compress(b"no quads"))
    (tmp_path / "empty.nq.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "plain.nq.gz").write_bytes(b"no gzip")
    for path in tmp_path.glob("*.nq.gz"):
        with pytest.raises(StoreError):
            opened(str(path), home)


def test_a_snapshot_that_this_code_cannot_read_is_named(home: Path, tmp_path: Path) -> None:
    lines = gzip.decompress((home / "old" / "painkg.nq.gz").read_bytes()).splitlines(keepends=True)
    path = tmp_path / "other.nq.gz"
    path.write_bytes(gzip.compress(b"".join(line for line in lines if b"vocab#hasSource>" not in line)))
    with pytest.raises(SnapshotError, match=r"other\.nq\.gz was built by code that differs too much"):
        opened(str(path), home)


def test_several_that_start_so(home: Path, digests: Digests, tmp_path: Path) -> None:
    for name in ("abc1", "abc2"):
        (tmp_path / name).mkdir()
        manifest = {"snapshot": f"{name}0", "data_version": "", "code_version": "", "counts": {}}
        (tmp_path / name / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(AmbiguousError, match=r"abc\d0, abc\d0"):
        opened("abc", tmp_path)


def test_the_command_exits_as_diff_does(
    home: Path, digests: Digests, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAINKG_HOME", str(home.parent))
    old, new = digests
    assert main(["diff", old, old]) == 0
    assert "No difference" in capsys.readouterr().out
    assert main(["diff", old, str(home / "new")]) == 1
    assert capsys.readouterr().out.startswith(f"# Changes from `{old}`")
    for flags in (["--json"], ["--format", "json"]):
        assert main(["diff", old, new, *flags]) == 1
        assert json.loads(capsys.readouterr().out)["to"]["snapshot"] == new
    assert main(["diff", "zzz", new]) == 2
    assert "those that were" in capsys.readouterr().err
    assert main(["snapshots"]) == 0
    assert old in capsys.readouterr().out
    assert main(["snapshots", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 2


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    """A server of the newer snapshot, with both beside it."""
    settings = read({}, home=str(home.parent), workers=1)
    app = create_app(open_snapshot(home / "new"), settings, home / "new" / "store")
    with TestClient(app) as opened_client:
        yield opened_client


def test_http(client: TestClient, digests: Digests) -> None:
    old, new = digests
    assert {row["snapshot"] for row in client.get("/snapshots").json()["snapshots"]} == {old, new}
    response = client.get("/diff", params={"from": old})
    found = response.json()
    assert (found["from"]["snapshot"], found["to"]["snapshot"]) == (old, new)
    assert found["counts"]["statements"] == {"added": 1, "removed": 1, "changed": 4, "annotated": 1}
    again = client.get("/diff", params={"from": old}, headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    page = client.get("/diff", params={"from": old, "to": new, "format": "markdown"})
    assert page.headers["content-type"].startswith("text/markdown")
    assert page.text.startswith("# Changes")
    assert client.get("/diff", params={"from": new}).json()["same"]


def test_http_makes_one_comparison_at_a_time(client: TestClient, digests: Digests) -> None:
    names = {"from": digests[1][:5], "to": digests[0]}
    with routes._comparing:
        busy = client.get("/diff", params=names)
    assert (busy.status_code, busy.headers["content-type"]) == (503, "application/problem+json")
    assert client.get("/diff", params=names).status_code == 200


@pytest.mark.parametrize(
    ("names", "status"),
    [
        ({}, 422),
        ({"from": "0123456789abcdef"}, 404),
        ({"from": "../old"}, 422),
        ({"from": "old"}, 422),
        ({"from": "0" * 16, "too": "1"}, 422),
    ],
)
def test_http_opens_nothing_but_what_was_built(
    client: TestClient, names: dict[str, str], status: int
) -> None:
    assert client.get("/diff", params=names).status_code == status
