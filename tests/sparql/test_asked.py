"""A form is read as the standard library reads it."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, quote, quote_plus

import pytest

from painkg_api.asked import pairs

PARTS = ["%", "%7", "%7B", "%zz", "%C3%A9", "%c3%a9", "%00", "%25", "%5C", "%5Cx41", "%2B", "%u0041"]
PARTS += ["\\", "\\x41", "\\N{DOT}", "\\u0041", "\\\n", "\n", " ", "é", "\u20ac", "\U0001f600"]
PARTS += ["+", "=", "&", "&&", "a", "query=", "x7B", ";"]


@pytest.mark.parametrize("seed", range(20))
def test_any_form_is_read_as_the_library_reads_it(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(500):
        form = "".join(dice.choices(PARTS, k=dice.randint(0, 12)))
        try:
            expected = parse_qsl(form, keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            with pytest.raises(UnicodeDecodeError):
                list(pairs(form))
        else:
            assert list(pairs(form)) == expected, form


@pytest.mark.parametrize("escape", [quote, quote_plus])
def test_every_letter_comes_through(escape: object) -> None:
    text = "".join(map(chr, [*range(0x2000), *range(0x1F600, 0x1F680)]))
    assert list(pairs(f"query={escape(text)}")) == [("query", text)]  # type: ignore[operator]


@pytest.mark.parametrize("form", ["query=%ff", "query=%c3", "%e2%82=1", "query=é%ff"])
def test_what_is_no_utf_8_is_refused(form: str) -> None:
    with pytest.raises(UnicodeDecodeError):
        list(pairs(form))
