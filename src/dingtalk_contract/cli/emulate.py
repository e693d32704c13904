"""`emulate`: serve the reference emulator."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..emulator import Plan

Strikes = Annotated[
    list[str] | None,
    typer.Option("--fault", metavar="NAME[=SHARE]", help="Show a fault, of a share of requests; repeatable."),
]
Breaks = Annotated[list[str] | None, typer.Option("--break", metavar="CLAUSE", help="Break a clause; repeatable.")]
Choices = Annotated[
    list[str] | None,
    typer.Option("--choose", metavar="NAME=VALUE", help="Choose where sources are silent or differ; repeatable."),
]


def emulate(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8080,
    seed_data: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Apps, tokens and instances as JSON; the page's by default.")
    ] = None,
    choose: Choices = None,
    throttle: Annotated[int | None, typer.Option(metavar="N", min=0, help="Take N requests a second.")] = None,
    latency: Annotated[float, typer.Option(metavar="SECONDS", min=0.0, max=3600.0, help="Before each answer.")] = 0.0,
    fault: Strikes = None,
    breaks: Breaks = None,
    seed: Annotated[int, typer.Option(help="Gives the same request ids and faults again.")] = 0,
    most_head: Annotated[int, typer.Option(metavar="BYTES", min=256, help="Of a request line and headers.")] = 1 << 16,
    most_body: Annotated[int, typer.Option(metavar="BYTES", min=0, help="Of a body.")] = 1 << 20,
    most_seconds: Annotated[float, typer.Option(metavar="SECONDS", min=1, help="For a request to arrive.")] = 30.0,
    most_idle: Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Between two requests.")] = 75.0,
    most_connections: Annotated[int, typer.Option(metavar="N", min=1, help="Open at once.")] = 1000,
    most_journal: Annotated[int, typer.Option(metavar="N", min=0, help="Requests kept in the journal.")] = 1000,
) -> None:
    """Serve the reference emulator, which answers as the public gateway was recorded to. 启动参考模拟器。"""
    from ..contract import load_document
    from ..emulator import Limits, make_emulator, read_seed_data, serve

    document = load_document()
    emulator = make_emulator(
        document,
        seed_data=read_seed_data(seed_data) if seed_data else None,
        choices=dict(_pair(text, "--choose") for text in choose or ()),
        plan=_plan(throttle, latency, fault or ()),
        breaks=breaks or (),
        seed=seed,
        limits=Limits(
            head_bytes=most_head,
            body_bytes=most_body,
            request_seconds=most_seconds,
            idle_seconds=most_idle,
            connections=most_connections,
            journal_entries=most_journal,
        ),
    )
    count = len(document.operations)

    def announce(url: str) -> None:
        print(f"serving {count} operation{'s' * (count != 1)} on {url}", file=sys.stderr, flush=True)

    serve(emulator, host, port, announce=announce)


def _plan(throttle: int | None, latency: float, faults: "Iterable[str]") -> "Plan":
    from ..emulator import Plan, make_strike

    strikes = []
    for text in faults:
        name, _, share = text.partition("=")
        try:
            strikes.append(make_strike(name, share=float(share or 1)))
        except ValueError as error:
            raise UsageError(f"cannot show the fault {text!r}: its share is no number from 0 to 1.") from error
    return Plan(throttle=throttle, latency=latency, strikes=tuple(strikes))


def _pair(text: str, option: str) -> tuple[str, str]:
    name, joint, value = text.partition("=")
    if not joint:
        raise UsageError(f"cannot use {option} {text!r}: it is not NAME=VALUE.")
    return name, value
