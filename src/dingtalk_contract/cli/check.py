"""`check`: judge a target."""

import os
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import typer

from ..errors import UsageError
from . import options
from .cancel_task_group import LIVE_OPTIONS, ActivityIds, Agentid, ProcessInstanceId, known_good
from .check_client import check_client
from .check_gateway import check_gateway
from .judging import judge
from .live import LIVE_RATE, announce_live, is_real_service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..contract import Document
    from ..exchange import Address

app = typer.Typer(help="Judge a target against the contract.", no_args_is_help=True, rich_markup_mode=None)


DEEP_SECONDS = 60.0
"""How long deep asks where no budget is given."""


@app.callback()
def check() -> None:
    """Judge a target against the contract."""


app.command("client")(check_client)
app.command("gateway")(check_gateway)


@app.command("server")
def check_server(
    url: options.Url = None,
    access_token: options.AccessToken = None,
    agentid: Agentid = None,
    process_instance_id: ProcessInstanceId = None,
    activity_id: ActivityIds = None,
    profile: options.ProfileOption = options.ProfileName.STANDARD,
    time_budget: options.TimeBudget = None,
    header: options.Headers = None,
    live: options.Live = False,
    select: options.Select = None,
    strict: options.Strict = False,
    seed: options.Seed = 0,
    timeout: options.Timeout = 5.0,
    rate: options.Rate = None,
    known: options.Known = None,
    name: options.Name = None,
    lang: options.Lang = None,
    report: options.Report = None,
) -> None:
    """Judge a server, an emulator or a mock: does it answer as documented? 检查服务器。"""
    from ..conformance import ServerTarget
    from ..contract import load_document

    address = _address(url, live=live, named=(access_token, agentid, process_instance_id, activity_id))
    depth = _depth(profile, time_budget, rate, live=live)
    document = load_document()
    with nullcontext(address) if address else _embedded(document) as where:
        judge(
            ServerTarget(address=where, headers=options.read_headers(header or ()), is_live=live),
            document,
            known_good(
                document.operations[0],
                token=access_token,
                agentid=agentid,
                process_instance_id=process_instance_id,
                activity_ids=activity_id or (),
            ),
            **depth,
            select=select,
            strict=strict,
            seed=seed,
            timeout=timeout,
            known=known,
            name=name,
            lang=lang,
            report=report,
        )


def _address(url: str | None, *, live: bool, named: "Sequence[object]") -> "Address | None":
    from ..exchange import parse_url

    address = parse_url(url) if url else None
    if address is not None and is_real_service(address):
        announce_live(address, live=live, named=dict(zip(LIVE_OPTIONS, named, strict=True)))
    elif live:
        raise UsageError("cannot use --live: the URL is not that of the real service.")
    return address


def _depth(wish: options.ProfileName, time_budget: float | None, rate: float | None, *, live: bool) -> dict[str, Any]:
    from ..conformance import Profile

    profile = Profile(wish.value)
    if time_budget is not None and profile is not Profile.DEEP:
        raise UsageError("cannot use --time-budget: it is for --profile deep.")
    if live:
        return {"profile": Profile.QUICK, "rate": min(rate or LIVE_RATE, LIVE_RATE)}
    if profile is not Profile.DEEP:
        return {"profile": profile, "rate": rate}
    database = os.environ.get("DINGTALK_CONTRACT_DATABASE")
    return {"profile": profile, "rate": rate, "time_budget": time_budget or DEEP_SECONDS, "database": database}


@contextmanager
def _embedded(document: "Document") -> "Iterator[Address]":
    from ..emulator import EmbeddedEmulator, Emulator
    from ..exchange import parse_url

    with EmbeddedEmulator(Emulator(document)) as embedded:
        yield parse_url(embedded.url)
