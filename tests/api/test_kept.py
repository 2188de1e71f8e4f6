"""The store of answers: a bound that holds, and one making of what several ask at once."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from painkg_api.kept import Kept
from painkg_api.representation import Answer

TEXT = random.Random(1).randbytes(4000).hex().encode()  # compresses to about half


def answer(coding: str = "identity") -> Answer:
    return Answer(TEXT, "text/plain", coding)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_the_bound_holds_and_the_least_recently_used_goes_first(coding: str) -> None:
    one = answer(coding).size
    kept = Kept(limit=10 * one)
    for n in range(10):
        kept.get(b"%d" % n, lambda: answer(coding))
    assert kept.size == 10 * one
    assert kept.find(b"0") is not None
    kept.get(b"new", lambda: answer(coding))
    assert kept.size == 10 * one
    assert kept.find(b"1") is None
    assert kept.find(b"0") is not None


def test_a_compressed_answer_counts_as_it_is_kept() -> None:
    assert len(answer("gzip").body) < answer("gzip").size < answer().size


def test_one_large_answer_does_not_push_out_the_others() -> None:
    kept = Kept(limit=10 * answer().size)
    kept.get(b"small", answer)
    large = kept.get(b"large", lambda: Answer(TEXT * 5, "text/plain", "identity"))
    assert large.body == TEXT * 5
    assert kept.find(b"large") is None
    assert kept.find(b"small") is not None
    assert kept.size == answer().size


def test_what_several_ask_at_once_is_made_once() -> None:
    kept, made, asked = Kept(), [], threading.Barrier(8)
    going = threading.Event()

    def make() -> Answer:
        made.append(1)
        going.wait(5)
        return answer()

    def ask(_: int) -> Answer:
        asked.wait(5)
        threading.Timer(0.05, going.set).start()
        return kept.get(b"key", make)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(one is found[0] for one in found)
    assert kept.size == found[0].size


def test_a_failure_reaches_whoever_asked_and_is_not_kept() -> None:
    kept = Kept()

    def fail() -> Answer:
        raise KeyError("no such thing")

    for _ in range(2):
        with pytest.raises(KeyError):
            kept.get(b"key", fail)
    assert kept.get(b"key", answer).body == TEXT
