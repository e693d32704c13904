"""The options that commands share, each with its help, and dataclasses of them as parameters."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_type_hints

import typer

from ..errors import UsageError
from .language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exchange import Token


AccessToken = Annotated[
    str | None,
    typer.Option(metavar="TOKEN", envvar="DINGTALK_ACCESS_TOKEN", show_envvar=True, help="A token good on the target."),
]
Headers = Annotated[
    list[str] | None, typer.Option("--header", metavar="'NAME: VALUE'", help="Sent with each request; repeatable.")
]
Operations = Annotated[
    list[str] | None,
    typer.Option("--operation", metavar="NAME", help="Judge this operation; repeatable; all: every one of them."),
]


Site = Annotated[
    str, typer.Option(metavar="URL", help="Where the site of the docs is: html and markdown link each clause to it.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """The options that every check has."""

    operation: Operations = None
    values: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known-good values: YAML, operation, then place, to value.")
    ] = None
    select: Annotated[
        list[str] | None, typer.Option(metavar="CLAUSE-PREFIX", help="Judge these clauses alone; repeatable.")
    ] = None
    strict: Annotated[bool, typer.Option("--strict", help="A warn counts as a fail.")] = False
    seed: Annotated[int, typer.Option(help="Gives the same exchanges again.")] = 0
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.01, help="For one exchange in all.")] = 5.0
    rate: Annotated[float | None, typer.Option(metavar="N", min=0.01, help="At most this many requests a second.")] = (
        None
    )
    known: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known failures: YAML, a list of {clause, target, reason}.")
    ] = None
    name: Annotated[str | None, typer.Option(metavar="TARGET-NAME", help="What this target is called in --known.")] = (
        None
    )
    lang: Annotated[Language | None, typer.Option(help="Of the reports for people; by default that of the locale.")] = (
        None
    )
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=PATH", help="Write a report; repeatable. FORMAT: jsonl, junit, html, markdown, har."
        ),
    ] = None
    site: Site = ""


def expand(command: Callable[..., None]) -> Callable[..., None]:
    """Make a command whose parameters that are dataclasses are options each, a field an option."""
    hints = get_type_hints(command, include_extras=True)
    parameters = [each.replace(annotation=hints[each.name]) for each in signature(command).parameters.values()]

    @wraps(command)
    def run(**given: Any) -> None:
        command(**{each.name: _collect(each.name, each.annotation, given) for each in parameters})

    expanded = [option for each in parameters for option in _options(each)]
    run.__signature__ = Signature(expanded)  # type: ignore[attr-defined]  # what inspect.signature looks at
    run.__annotations__ = {each.name: each.annotation for each in expanded}
    return run


def _options(parameter: Parameter) -> Iterator[Parameter]:
    if not is_dataclass(parameter.annotation):
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    hints = get_type_hints(parameter.annotation, include_extras=True)
    for field in fields(parameter.annotation):
        option = Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name])
        yield from _options(option)


def _collect(name: str, kind: Any, given: Mapping[str, Any]) -> Any:
    if not is_dataclass(kind):
        return given[name]
    hints = get_type_hints(kind)
    values = {field.name: _collect(field.name, hints[field.name], given) for field in fields(kind)}
    return cast("Any", kind)(**values)


def require_site(site: str) -> None:
    """Refuse what reports cannot link to.

    Raises:
        UsageError: it is no address, or holds what ends one.
    """
    if site and not re.fullmatch(r"(https?|file)://[^\s<>\"]+", site):
        raise UsageError(
            f"cannot use the site {site!r}: it is no address that begins with http://, https:// or file://."
        )


def read_headers(texts: "Sequence[str]") -> "tuple[tuple[str, Token], ...]":
    """Read headers; their values may be secrets, and are shown nowhere.

    Raises:
        UsageError: one is none.
    """
    return tuple(_read_header(text) for text in texts)


def _read_header(text: str) -> "tuple[str, Token]":
    from ..exchange import Token

    name, joint, value = text.partition(":")
    value = value.strip()
    if not joint or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or re.search(r"[\r\n\x00]", value):
        raise UsageError("cannot use a --header: it is not 'NAME: VALUE' on one line.")
    return name, Token(value=value, shown=f"$HEADER_{re.sub(r'[^0-9A-Za-z]', '_', name).upper()}")
