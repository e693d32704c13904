"""
A run from its settings to its exit code, with pytest as the runner.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..contract import Catalogue, Document, TargetKind, find_carried
from ..errors import UsageError
from ..exchange import Address, Secrets, Token, Transport
from ._control import KnownGood, RequestMaker
from ._environment import shut_out_surroundings
from ._judge import Judge
from ._known import KnownFailures
from ._results import RECORD_SCHEMA, Ledger, Sink
from ._sender import Sender
from ._verdicts import ExitCode

if TYPE_CHECKING:
    from ._plugin import JudgePlugin


LIVE_EXCHANGES = 200
"""
How many requests a run sends to the real service, in all.
"""


class Profile(StrEnum):
    """
    How much a run asks.
    """

    QUICK = "quick"
    """
    Every clause's own cases, deterministic.
    """
    STANDARD = "standard"
    """
    Quick, and the properties, seeded.
    """
    DEEP = "deep"
    """
    The properties until a time budget is spent.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    What the user chose for a run.
    """

    address: Address
    document: Document
    catalogue: Catalogue
    known_good: KnownGood
    kind: TargetKind = TargetKind.SERVER
    profile: Profile = Profile.STANDARD
    time_budget: float | None = None
    """
    Seconds for the properties, in deep.
    """
    database: str | None = None
    """
    The folder that keeps counterexamples, in deep.
    """
    is_live: bool = False
    """
    The target is the real service.
    """
    headers: tuple[tuple[str, str | Token], ...] = ()
    select: tuple[str, ...] = ()
    strict: bool = False
    seed: int = 0
    timeout: float = 5.0
    rate: float | None = None
    known: KnownFailures = field(default_factory=KnownFailures)
    name: str | None = None


def make_plugin(settings: Settings, sinks: Sequence[Sink]) -> "JudgePlugin":
    """
    Make the pytest plugin of a run, with the judge of the first operation of the document.
    """
    from ._plugin import JudgePlugin

    judge = _make_judge(settings)
    return JudgePlugin(
        judge=judge,
        catalogue=settings.catalogue,
        ledger=Ledger(tally=judge.sender.tally, strict=settings.strict, sinks=list(sinks)),
        profile=settings.profile,
        select=settings.select,
        time_budget=settings.time_budget,
        known=settings.known,
    )


def check(settings: Settings, sinks: Sequence[Sink]) -> ExitCode:
    """
    Judge a target, hand every record to the sinks, and give the exit code.

    Raises:
        ContractToolError: the target was never reached, or nothing was selected.
    """
    started = time.monotonic()
    with shut_out_surroundings():
        import pytest

        plugin = make_plugin(settings, sinks)
        plugin.ledger.emit(_heading(settings))
        pytest.main(_arguments(settings.kind), plugins=[plugin])
        plugin.judge.sender.transport.close()
    if plugin.stopped_by is not None:
        raise plugin.stopped_by
    if not plugin.selected:
        raise UsageError(
            f"no clause begins with {' or '.join(map(repr, settings.select))}. See: dingtalk-contract clauses"
        )
    return plugin.ledger.end(time.monotonic() - started)


def _make_judge(settings: Settings) -> Judge:
    operation = settings.document.operations[0]
    secrets = Secrets()
    for token in (settings.known_good.token, *(value for _, value in settings.headers if isinstance(value, Token))):
        secrets.add(token)
    return Judge(
        operation=operation,
        sender=Sender(
            transport=Transport(address=settings.address, timeout=settings.timeout),
            secrets=secrets,
            rate=settings.rate,
            most=LIVE_EXCHANGES if settings.is_live else None,
        ),
        known_good=settings.known_good,
        make=RequestMaker(operation=operation, token=settings.known_good.token, headers=settings.headers),
        seed=settings.seed,
        database=settings.database,
        is_live=settings.is_live,
    )


def _heading(settings: Settings) -> dict[str, Any]:
    return {
        "record": "run",
        "schema": RECORD_SCHEMA,
        "tool": f"dingtalk-contract {__version__}",
        "spec": {"version": settings.document.version, "sha256": settings.catalogue.sha256},
        "target": {"kind": settings.kind.value, "url": settings.address.url}
        | ({"name": settings.name} if settings.name else {}),
        "profile": settings.profile.value,
        "seed": settings.seed,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _arguments(kind: TargetKind) -> list[str]:
    suite = find_carried("contract_tests")
    return [
        "-c",
        str(suite / "pytest.ini"),
        f"--rootdir={suite}",
        f"--confcutdir={suite}",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-p",
        "no:faulthandler",
        str(suite / kind.value),
    ]
