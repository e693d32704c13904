"""
`check`: judge a target.
"""

import os
import re
import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .language import Language, chosen_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..conformance import Settings
    from ..contract import Document
    from ..exchange import Token

app = typer.Typer(help="Judge a target against the contract.", no_args_is_help=True, rich_markup_mode=None)


DEEP_SECONDS = 60.0
"""
How long deep asks where no budget is given.
"""


class ProfileName(StrEnum):
    """
    The profiles, as they are typed.
    """

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


@app.callback()
def check() -> None:
    """
    Judge a target against the contract.
    """


@app.command("server")
def check_server(
    url: Annotated[
        str | None,
        typer.Argument(metavar="[URL]", help="The server; none starts the embedded emulator and judges that."),
    ] = None,
    access_token: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN", envvar="DINGTALK_ACCESS_TOKEN", show_envvar=True, help="A token good on the target."
        ),
    ] = None,
    agentid: Annotated[int | None, typer.Option(help="The app's number on the target.")] = None,
    process_instance_id: Annotated[
        str | None, typer.Option(metavar="ID", help="A workflow instance of the target.")
    ] = None,
    activity_id: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A to-do group of the target; repeatable: two or more form the list."),
    ] = None,
    profile: Annotated[ProfileName, typer.Option(help="How much to ask.")] = ProfileName.STANDARD,
    time_budget: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="How long the deep profile asks.")
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(metavar="'NAME: VALUE'", help="Sent with each request; repeatable.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Judge the real service, gently: see docs/live.md.")] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CLAUSE-PREFIX", help="Judge these clauses alone; repeatable.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="A warn counts as a fail.")] = False,
    seed: Annotated[int, typer.Option(help="Gives the same exchanges again.")] = 0,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.01, help="For one exchange in all.")] = 5.0,
    rate: Annotated[
        float | None, typer.Option(metavar="N", min=0.01, help="At most this many requests a second.")
    ] = None,
    known: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known failures: YAML, a list of {clause, target, reason}.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TARGET-NAME", help="What this target is called in --known.")
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="Of the console report; by default that of the locale.")] = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=PATH", help="Write a report; repeatable. FORMAT: jsonl, junit, html, markdown, har."
        ),
    ] = None,
) -> None:
    """
    Judge a server, an emulator or a mock: does it answer as documented? 检查服务器。
    """
    from ..conformance import LIVE_RATE, KnownFailures, Profile, Settings, load_known
    from ..contract import load_catalogue, load_document
    from ..exchange import parse_url
    from .cancel_task_group import known_good
    from .live import announce_live, is_real_service

    address = parse_url(url) if url else None
    document = load_document()
    catalogue = load_catalogue(document)
    good = known_good(
        document.operations[0],
        token=access_token,
        agentid=agentid,
        process_instance_id=process_instance_id,
        activity_ids=activity_id or (),
    )
    reports = _report_paths(report or ())
    chosen = Profile(profile.value)
    if time_budget is not None and chosen is not Profile.DEEP:
        raise UsageError("cannot use --time-budget: it is for --profile deep.")
    if address is not None and is_real_service(address):
        named = {
            "--access-token": access_token,
            "--agentid": agentid,
            "--process-instance-id": process_instance_id,
            "--activity-id": activity_id,
        }
        announce_live(address, live=live, named=named)
        chosen, rate = Profile.QUICK, min(rate or LIVE_RATE, LIVE_RATE)
    elif live:
        raise UsageError("cannot use --live: the URL is not that of the real service.")
    with ExitStack() as stack:
        settings = Settings(
            address=address or parse_url(stack.enter_context(_embedded(document)).url),
            document=document,
            catalogue=catalogue,
            known_good=good,
            profile=chosen,
            time_budget=(time_budget or DEEP_SECONDS) if chosen is Profile.DEEP else None,
            database=os.environ.get("DINGTALK_CONTRACT_DATABASE") if chosen is Profile.DEEP else None,
            is_live=live,
            headers=tuple(_header(each) for each in header or ()),
            select=tuple(select or ()),
            strict=strict,
            seed=seed,
            timeout=timeout,
            rate=rate,
            known=load_known(known, name) if known else KnownFailures(),
            name=name,
        )
        _judge(settings, reports, chosen_language(lang))


def _judge(settings: "Settings", reports: "list[tuple[str, Path]]", language: str) -> None:
    from rich.console import Console

    from ..conformance import check as run
    from ..conformance.reports import ReportFile
    from ..conformance.reports.console import ConsoleReport

    console = ConsoleReport(console=Console(highlight=False), catalogue=settings.catalogue, language=language)
    with ExitStack() as stack:
        stack.callback(console.close)
        files = [ReportFile.open(form, path, settings.catalogue, language) for form, path in reports]
        for file in files:
            stack.callback(file.close)
        code = run(settings, [console, *files])
    sys.exit(int(code))


def _embedded(document: "Document") -> Any:
    from ..emulator import EmbeddedEmulator, Emulator

    return EmbeddedEmulator(Emulator(document))


def _report_paths(reports: "Sequence[str]") -> list[tuple[str, Path]]:
    from ..conformance.reports import FORMATS

    paths = []
    for text in reports:
        form, _, path = text.partition("=")
        if form not in FORMATS or not path:
            raise UsageError(f"cannot use the report {text!r}: it is not FORMAT=PATH with FORMAT {', '.join(FORMATS)}.")
        paths.append((form, Path(path)))
    return paths


def _header(text: str) -> "tuple[str, Token]":
    """
    Read a header; its value may be a secret, and is shown nowhere.
    """
    from ..exchange import Token

    name, joint, value = text.partition(":")
    value = value.strip()
    if not joint or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or re.search(r"[\r\n\x00]", value):
        raise UsageError("cannot use a --header: it is not 'NAME: VALUE' on one line.")
    return name, Token(value=value, shown=f"$HEADER_{re.sub(r'[^0-9A-Za-z]', '_', name).upper()}")
