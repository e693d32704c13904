"""`clauses`: the catalogue, without a network."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language, chosen_language
from .operations import chosen_operations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..contract import Clause


class TargetName(StrEnum):
    """The kinds of target, as they are typed."""

    SERVER = "server"
    GATEWAY = "gateway"
    CLIENT = "client"
    LOAD = "load"


class Format(StrEnum):
    """The forms of the catalogue."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def clauses(
    target: Annotated[TargetName, typer.Option(help="The kind of target.")] = TargetName.SERVER,
    operation: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Of this operation; repeatable; all: of every one.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="The form of the catalogue.")] = Format.TABLE,
    lang: Annotated[Language | None, typer.Option(help="The language; by default that of the locale.")] = None,
) -> None:
    """List every clause on a kind of target. 列出全部条款。"""
    from ..contract import TargetKind, load_catalogue, load_document

    document = load_document()
    operations = chosen_operations(document, operation)
    catalogue = load_catalogue(document, TargetKind(target.value), operations=operations)
    print(_FORMS[format_](catalogue, chosen_language(lang)))


def _table(catalogue: "Iterable[Clause]", language: str) -> str:
    rows = [(clause.level, clause.id, clause.statements[language]) for clause in catalogue]
    width = max((len(row[1]) for row in rows), default=0)
    return "\n".join(f"{level:<6} {clause_id:<{width}}  {statement}" for level, clause_id, statement in rows)


def _json(catalogue: "Iterable[Clause]", language: str) -> str:
    return json.dumps([_entry(clause, language) for clause in catalogue], ensure_ascii=False, indent=2)


def _entry(clause: "Clause", language: str) -> dict[str, object]:
    provenance = clause.provenance
    return {
        "clause": clause.id,
        "level": clause.level.value,
        "statement": clause.statements[language],
        "hint": clause.hints[language],
        "provenance": {
            "kind": provenance.kind,
            "source": provenance.source,
            "date": provenance.date,
            "note": provenance.note,
        },
    }


def _markdown(catalogue: "Iterable[Clause]", language: str) -> str:
    lines = ["| clause | level | statement | provenance |", "|---|---|---|---|"]
    for clause in catalogue:
        source = f"{clause.provenance.kind}, {clause.provenance.source}, {clause.provenance.date}"
        lines.append(f"| `{clause.id}` | {clause.level} | {clause.statements[language]} | {source} |")
    return "\n".join(lines)


_FORMS: "dict[Format, Callable[[Iterable[Clause], str], str]]" = {
    Format.TABLE: _table,
    Format.JSON: _json,
    Format.MARKDOWN: _markdown,
}
