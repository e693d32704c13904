"""The options that the checks share, each with its help."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exchange import Token


class ProfileName(StrEnum):
    """The profiles, as they are typed."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


Url = Annotated[
    str | None,
    typer.Argument(metavar="[URL]", help="The server; none starts the embedded emulator and judges that."),
]
AccessToken = Annotated[
    str | None,
    typer.Option(metavar="TOKEN", envvar="DINGTALK_ACCESS_TOKEN", show_envvar=True, help="A token good on the target."),
]
ProfileOption = Annotated[ProfileName, typer.Option("--profile", help="How much to ask.")]
TimeBudget = Annotated[
    float | None, typer.Option(metavar="SECONDS", min=0.0, help="How long deep asks; 60 by default.")
]
Headers = Annotated[
    list[str] | None, typer.Option("--header", metavar="'NAME: VALUE'", help="Sent with each request; repeatable.")
]
Live = Annotated[bool, typer.Option("--live", help="Judge the real service, gently: see docs/live.md.")]
Select = Annotated[
    list[str] | None, typer.Option(metavar="CLAUSE-PREFIX", help="Judge these clauses alone; repeatable.")
]
Strict = Annotated[bool, typer.Option("--strict", help="A warn counts as a fail.")]
Seed = Annotated[int, typer.Option(help="Gives the same exchanges again.")]
Timeout = Annotated[float, typer.Option(metavar="SECONDS", min=0.01, help="For one exchange in all.")]
Rate = Annotated[float | None, typer.Option(metavar="N", min=0.01, help="At most this many requests a second.")]
Known = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Known failures: YAML, a list of {clause, target, reason}.")
]
Name = Annotated[str | None, typer.Option(metavar="TARGET-NAME", help="What this target is called in --known.")]
Lang = Annotated[Language | None, typer.Option(help="Of the reports for people; by default that of the locale.")]
Report = Annotated[
    list[str] | None,
    typer.Option(metavar="FORMAT=PATH", help="Write a report; repeatable. FORMAT: jsonl, junit, html, markdown, har."),
]


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
