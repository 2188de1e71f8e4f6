"""The header of a query file: YAML in its first lines, each after `#+`, checked strictly."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from painkg.errors import SourceError

Value = str | int | float | bool
_MARK = "#+"
_SLOT = re.compile(r"\{(\w+)\}")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Parameter(_Strict):
    """A value that a caller gives: it takes the place of what is in the `VALUES` block of its name.

    `of` has the kinds of term that an `iri` may mean (any, where blank), or what a `string` is the key of.

    >>> Parameter(type="integer", default=5).required
    False
    """

    type: Literal["iri", "string", "integer", "number", "boolean"] = "string"
    of: Annotated[list[str], BeforeValidator(_listed)] = []
    required: bool = True
    default: Value | None = None
    enum: list[str] = []
    description: str = ""

    @model_validator(mode="before")
    @classmethod
    def _default_makes_optional(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("default") is not None:
            return {"required": False, **given}
        return given

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.required and self.default is not None:
            raise ValueError("a parameter with a default is not required")
        if self.enum and self.type != "string":
            raise ValueError("only a string has an enum")
        if self.enum and self.default is not None and self.default not in self.enum:
            raise ValueError("the default is not in the enum")
        if self.of and self.type not in {"iri", "string"}:
            raise ValueError("only an iri or a string has `of`")
        return self


class Example(_Strict):
    """Arguments, and what their answer must have: the number of rows at least, and rows with these values."""

    args: dict[str, Value] = {}
    at_least: int = Field(1, ge=0)
    includes: list[dict[str, Value]] = []


class Header(_Strict):
    """The header of a named query.

    `questions` are sentence patterns for `painkg ask`, with the fragments of `painkg.answers.asked.grammar`
    and a `{slot}` for a parameter. The first has slots only, so that the first example makes a sentence.
    """

    summary: str = Field(min_length=1)
    description: str = ""
    tags: Annotated[list[str], BeforeValidator(_listed)] = []
    params: dict[str, Parameter] = {}
    examples: list[Example] = Field(min_length=1)
    questions: list[str] = []

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        needed = {name for name, parameter in self.params.items() if parameter.required}
        for example in self.examples:
            if unknown := example.args.keys() - self.params.keys():
                raise ValueError(f"an example has {', '.join(sorted(unknown))}, which is no parameter")
            if missing := needed - example.args.keys():
                raise ValueError(f"an example has no {', '.join(sorted(missing))}, which is required")
        if self.questions and re.search(r"[^\w ,'{}-]", self.questions[0]):
            raise ValueError("the first question is a plain sentence; put the patterns after it")
        for name in _SLOT.findall(self.questions[0]) if self.questions else ():
            if name not in self.examples[0].args:
                raise ValueError(f"the first question has {{{name}}}, which is not in the first example")
        return self

    @property
    def question(self) -> str:
        """The first question with the arguments of the first example, or "" where there is none."""
        if not self.questions:
            return ""
        return _SLOT.sub(lambda slot: str(self.examples[0].args[slot[1]]), self.questions[0])


class CheckHeader(_Strict):
    """The header of a check; `message` names the cure, and a `{variable}` in it is a value of the row."""

    severity: Literal["error", "warning"]
    column: str
    message: str = Field(min_length=1)


AnyHeader = TypeVar("AnyHeader", bound=_Strict)


if TYPE_CHECKING:
    from yaml import SafeLoader as _Fastest
else:
    _Fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where it is built in


class _Loader(_Fastest):
    """YAML in which a key that is there twice is an error, where PyYAML keeps the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"{key.value} is there twice"
                raise yaml.constructor.ConstructorError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_header(text: str, model: type[AnyHeader], place: str) -> tuple[AnyHeader, str]:
    """Return the header of a query file and the SPARQL below it; `place` is named in errors.

    :raises SourceError: when the header is no YAML, lacks a key, or has one that the model does not know.

    >>> text = "#+ severity: error\\n#+ column: role\\n#+ message: No role.\\nSELECT * { ?this ?p ?o }"
    >>> header, sparql = read_header(text, CheckHeader, "a.rq")
    >>> header.severity, sparql
    ('error', 'SELECT * { ?this ?p ?o }')
    """
    lines = text.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    written = "".join(line[len(_MARK) :].removeprefix(" ") for line in lines[:count])
    try:
        return model.model_validate(yaml.load(written, _Loader) or {}), "".join(lines[count:])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = f"{place}:{line}: the header is no YAML: {getattr(error, 'problem', None) or error}"
        raise SourceError(problem, [problem]) from None
    except ValidationError as error:
        found = [(".".join(map(str, e["loc"])) or "header", e["msg"]) for e in error.errors()]
        problems = [f"{place}:1: {where}: {what}" for where, what in found]
        raise SourceError("\n".join(problems), problems) from None
