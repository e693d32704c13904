"""`check server`: judge a server."""

import os
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .judging import judge
from .live import LIVE_RATE, announce_live, is_real_service
from .operations import Named
from .options import AccessToken, Headers, Judging, read_headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..contract import Document
    from ..exchange import Address

DEEP_SECONDS = 60.0
"""How long deep asks where no budget is given."""


class ProfileName(StrEnum):
    """The profiles, as they are typed."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


Url = Annotated[
    str | None,
    typer.Argument(metavar="[URL]", help="The server; none starts the embedded emulator and judges that."),
]
TimeBudget = Annotated[
    float | None, typer.Option(metavar="SECONDS", min=0.0, help="How long deep asks; 60 by default.")
]
Live = Annotated[bool, typer.Option("--live", help="Judge the real service, gently: see docs/live.md.")]


def check_server(
    named: Named,
    judging: Judging,
    url: Url = None,
    access_token: AccessToken = None,
    profile: Annotated[ProfileName, typer.Option(help="How much to ask.")] = ProfileName.STANDARD,
    time_budget: TimeBudget = None,
    header: Headers = None,
    settle: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.0, help="Within which the target shows what was done.")
    ] = 2.0,
    live: Live = False,
) -> None:
    """Judge a server, an emulator or a mock: does it answer as documented? 检查服务器。"""
    from ..conformance import ServerTarget
    from ..contract import load_document
    from ..exchange import parse_url

    address = parse_url(url) if url else None
    if address is not None and is_real_service(address):
        announce_live(address, judging, named, live=live, token=access_token)
    elif live:
        raise UsageError("cannot use --live: the URL is not that of the real service.")
    depth = _depth(profile, time_budget, judging.rate, live=live)
    document = load_document()
    with nullcontext(address) if address else _embedded(document) as where:
        target = ServerTarget(address=where, headers=read_headers(header or ()), is_live=live)
        judge(target, document, judging, named=named, token=access_token, settle=settle, **depth)


def _depth(wish: ProfileName, time_budget: float | None, rate: float | None, *, live: bool) -> dict[str, Any]:
    from ..conformance import Profile

    profile = Profile(wish.value)
    if time_budget is not None and profile is not Profile.DEEP:
        raise UsageError("cannot use --time-budget: it is for --profile deep.")
    if live:
        return {"profile": Profile.QUICK, "rate": min(rate or LIVE_RATE, LIVE_RATE)}
    if profile is not Profile.DEEP:
        return {"profile": profile}
    database = os.environ.get("DINGTALK_CONTRACT_DATABASE")
    return {"profile": profile, "time_budget": time_budget or DEEP_SECONDS, "database": database}


@contextmanager
def _embedded(document: "Document") -> "Iterator[Address]":
    from ..emulator import EmbeddedEmulator, make_emulator
    from ..exchange import parse_url

    with EmbeddedEmulator(make_emulator(document)) as embedded:
        yield parse_url(embedded.url)
