"""A run from its settings to its exit code, with pytest as the runner."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..contract import TargetKind, find_carried
from ..errors import UsageError
from ..exchange import Secrets, Token, Transport, json_reply
from ._calls import Scenario
from ._client_judge import ClientJudge
from ._control import RequestMaker
from ._environment import shut_out_surroundings
from ._gateway_judge import GatewayJudge
from ._judge import Judge
from ._judging import AnyJudge
from ._results import RECORD_SCHEMA, Ledger, Sink
from ._sender import Sender
from ._settings import ClientTarget, GatewayTarget, ServerTarget, Settings
from ._verdicts import ExitCode

if TYPE_CHECKING:
    from ._plugin import JudgePlugin


LIVE_EXCHANGES = 200
"""How many requests a run sends to the real service, in all."""


def make_plugin(settings: Settings, sinks: Sequence[Sink]) -> "JudgePlugin":
    """Make the pytest plugin of a run, with the judge of the first operation of the document."""
    from ._plugin import JudgePlugin

    judge = make_judge(settings)
    return JudgePlugin(
        judge=judge,
        catalogue=settings.catalogue,
        ledger=Ledger(tally=judge.tally, strict=settings.strict, sinks=list(sinks)),
        profile=settings.profile,
        select=settings.select,
        time_budget=settings.time_budget,
        known=settings.known,
    )


def check(settings: Settings, sinks: Sequence[Sink]) -> ExitCode:
    """Judge a target, hand every record to the sinks, and give the exit code.

    Raises:
        ContractToolError: the target was never reached, or nothing was selected.
    """
    started = time.monotonic()
    with shut_out_surroundings():
        import pytest

        plugin = make_plugin(settings, sinks)
        plugin.ledger.emit(_heading(settings))
        try:
            pytest.main(_arguments(settings.target.kind), plugins=[plugin])
        finally:
            plugin.judge.close()
    if plugin.stopped_by is not None:
        raise plugin.stopped_by
    if not plugin.selected:
        raise UsageError(
            f"no clause begins with {' or '.join(map(repr, settings.select))}. See: dingtalk-contract clauses"
        )
    return plugin.ledger.end(time.monotonic() - started)


def make_judge(settings: Settings) -> AnyJudge:
    """Make the judge of the first operation of the document, by the kind of target."""
    if isinstance(settings.target, ServerTarget):
        return _make_server_judge(settings, settings.target)
    if isinstance(settings.target, GatewayTarget):
        return _make_gateway_judge(settings, settings.target)
    assert isinstance(settings.target, ClientTarget), "there is a judge for each kind of target"
    return _make_client_judge(settings, settings.target)


def _make_client_judge(settings: Settings, target: ClientTarget) -> ClientJudge:
    secrets = Secrets()
    secrets.add(settings.known_good.token)
    operation = settings.document.operations[0]
    good = settings.known_good
    accepted = json_reply(operation.answer_example)
    return ClientJudge(
        operation=operation,
        target=target,
        control=Scenario(name="the example", token=good.token, body=good.body, replies=(accepted,)),
        patience=min(settings.timeout, target.seconds / 5),
        rate=settings.rate,
        secrets=secrets,
    )


def _make_server_judge(settings: Settings, target: ServerTarget) -> Judge:
    operation = settings.document.operations[0]
    secrets = Secrets()
    for token in (settings.known_good.token, *(value for _, value in target.headers if isinstance(value, Token))):
        secrets.add(token)
    return Judge(
        operation=operation,
        sender=Sender(
            transport=Transport(address=target.address, timeout=settings.timeout),
            secrets=secrets,
            rate=settings.rate,
            most=LIVE_EXCHANGES if target.is_live else None,
        ),
        known_good=settings.known_good,
        make=RequestMaker(operation=operation, token=settings.known_good.token, headers=target.headers),
        seed=settings.seed,
        database=settings.database,
        is_live=target.is_live,
    )


def _make_gateway_judge(settings: Settings, target: GatewayTarget) -> GatewayJudge:
    operation = settings.document.operations[0]
    secrets = Secrets()
    for token in (settings.known_good.token, *(value for _, value in target.headers if isinstance(value, Token))):
        secrets.add(token)
    return GatewayJudge(
        operation=operation,
        target=target,
        known_good=settings.known_good,
        make=RequestMaker(operation=operation, token=settings.known_good.token, headers=target.headers),
        timeout=settings.timeout,
        rate=settings.rate,
        secrets=secrets,
    )


def _heading(settings: Settings) -> dict[str, Any]:
    return {
        "record": "run",
        "schema": RECORD_SCHEMA,
        "tool": f"dingtalk-contract {__version__}",
        "spec": {"version": settings.document.version, "sha256": settings.catalogue.sha256},
        "target": {"kind": settings.target.kind.value, **settings.target.describe()}
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
        # It collects garbage twice at the end, which is what a tenth of a run's time went into.
        "-p",
        "no:unraisableexception",
        str(suite / kind.value),
    ]
