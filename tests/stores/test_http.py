"""Credentials reach the server that they are for and nothing else; an answer is whole or an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from painkg.errors import StoreError
from painkg.settings import Settings, read
from painkg.stores.sparql import SparqlStore
from tests.stores.endpoint import endpoint, seen

QUADS = b'<http://a/back> <http://a/name> "back pain"@en <http://g/terms> .'
ASK = "ASK { <http://a/back> ?p ?o }"
WORD = "open sesame"
NAMED = Settings(store_user="reader", store_password=WORD)
TOKEN = Settings(store_token=WORD)


@pytest.fixture
def address() -> Iterator[str]:
    with endpoint(QUADS) as found:
        seen.clear()
        yield found


@pytest.mark.parametrize("path", ["/basic", "/silent"])
def test_name_and_password_go_where_they_are_asked_for(address: str, path: str) -> None:
    store = SparqlStore(f"{address}{path}", NAMED)
    assert store.ask(ASK)
    assert store.ask(ASK)
    assert [bool(value) for value in seen] == [False, True, True]
    assert SparqlStore(f"{address}/sparql", NAMED).ask(ASK)
    assert seen[-1] is None


def test_without_them_the_error_says_what_to_set(address: str) -> None:
    with pytest.raises(StoreError, match=r"401.*PAINKG_STORE_USER"):
        SparqlStore(f"{address}/basic").ask(ASK)


def test_a_token_goes_with_every_request(address: str) -> None:
    assert SparqlStore(f"{address}/sparql", TOKEN).ask(ASK)
    assert seen == [f"Bearer {WORD}"]


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_query_that_is_redirected_stays_a_query(address: str, code: int) -> None:
    assert SparqlStore(f"{address}/moved/{code}", TOKEN).ask(ASK)
    assert seen == [f"Bearer {WORD}"] * 2


def test_credentials_do_not_follow_to_another_host(address: str) -> None:
    assert SparqlStore(f"{address}/away", TOKEN).ask(ASK)
    assert seen == [f"Bearer {WORD}", None]


def test_a_redirect_without_end_is_an_error(address: str) -> None:
    with pytest.raises(StoreError, match="/round"):
        SparqlStore(f"{address}/round").ask(ASK)


def test_an_answer_that_was_cut_or_is_too_long_is_an_error(address: str) -> None:
    with pytest.raises(StoreError, match="cut the answer at 10000 rows"):
        SparqlStore(f"{address}/cut").ask(ASK)
    with pytest.raises(StoreError, match="PAINKG_STORE_LIMIT"):
        SparqlStore(f"{address}/sparql", Settings(store_limit=10)).ask(ASK)


def test_no_message_holds_a_password() -> None:
    with pytest.raises(StoreError) as caught:
        SparqlStore(f"https://reader:{WORD.replace(' ', '')}@example.org/sparql")
    assert "sesame" not in str(caught.value)
    settings = read({"PAINKG_STORE_PASSWORD": WORD, "PAINKG_STORE_TOKEN": WORD})
    assert (settings.store_password, settings.store_token) == (WORD, WORD)
    assert WORD not in repr(settings)
