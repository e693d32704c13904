"""
`check`: judge a target.
"""

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import typer

from ..errors import UsageError
from . import options
from .cancel_task_group import LIVE_OPTIONS, ActivityIds, Agentid, ProcessInstanceId, known_good
from .check_client import check_client
from .check_gateway import check_gateway
from .judging import judge, report_paths
from .language import chosen_language
from .live import LIVE_RATE, announce_live, is_real_service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..conformance import Profile
    from ..contract import Document
    from ..exchange import Address

app = typer.Typer(help="Judge a target against the contract.", no_args_is_help=True, rich_markup_mode=None)


DEEP_SECONDS = 60.0
"""
How long deep asks where no budget is given.
"""


@app.callback()
def check() -> None:
    """
    Judge a target against the contract.
    """


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
    """
    Judge a server, an emulator or a mock: does it answer as documented? 检查服务器。
    """
    from ..conformance import KnownFailures, Profile, ServerTarget, Settings, load_known
    from ..contract import load_catalogue, load_document

    address = _address(url, live=live, named=(access_token, agentid, process_instance_id, activity_id))
    depth = _depth(Profile(profile.value), time_budget, live=live)
    document = load_document()
    good = known_good(
        document.operations[0],
        token=access_token,
        agentid=agentid,
        process_instance_id=process_instance_id,
        activity_ids=activity_id or (),
    )
    reports = report_paths(report or ())
    with ExitStack() as stack:
        settings = Settings(
            target=ServerTarget(
                address=address or stack.enter_context(_embedded(document)),
                headers=tuple(options.read_header(each) for each in header or ()),
                is_live=live,
            ),
            document=document,
            catalogue=load_catalogue(document),
            known_good=good,
            select=tuple(select or ()),
            strict=strict,
            seed=seed,
            timeout=timeout,
            rate=min(rate or LIVE_RATE, LIVE_RATE) if live else rate,
            known=load_known(known, name) if known else KnownFailures(),
            name=name,
            **depth,
        )
        judge(settings, reports, chosen_language(lang))


def _address(url: str | None, *, live: bool, named: "Sequence[object]") -> "Address | None":
    from ..exchange import parse_url

    address = parse_url(url) if url else None
    if address is not None and is_real_service(address):
        announce_live(address, live=live, named=dict(zip(LIVE_OPTIONS, named, strict=True)))
    elif live:
        raise UsageError("cannot use --live: the URL is not that of the real service.")
    return address


def _depth(profile: "Profile", time_budget: float | None, *, live: bool) -> dict[str, Any]:
    is_deep = profile.value == options.ProfileName.DEEP
    if time_budget is not None and not is_deep:
        raise UsageError("cannot use --time-budget: it is for --profile deep.")
    if live:
        return {"profile": type(profile).QUICK}
    if not is_deep:
        return {"profile": profile}
    database = os.environ.get("DINGTALK_CONTRACT_DATABASE")
    return {"profile": profile, "time_budget": time_budget or DEEP_SECONDS, "database": database}


@contextmanager
def _embedded(document: "Document") -> "Iterator[Address]":
    from ..emulator import EmbeddedEmulator, Emulator
    from ..exchange import parse_url

    with EmbeddedEmulator(Emulator(document)) as embedded:
        yield parse_url(embedded.url)
