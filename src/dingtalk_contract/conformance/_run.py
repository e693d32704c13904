"""A run from its settings to its exit code, with pytest as the runner."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..contract import Document, Operation, TargetKind, find_carried
from ..errors import UsageError
from ..exchange import Token, Transport, json_reply
from ._arranging import Arranger
from ._cases import ClientCase
from ._client_judge import ClientJudge
from ._environment import shut_out_surroundings
from ._gateway_judge import GatewayJudge
from ._known_good import RequestMaker, secrets_in
from ._load_judge import LoadJudge
from ._results import RECORD_SCHEMA, Ledger, Sink
from ._sender import Sender
from ._server_judge import ServerJudge
from ._session import Judge, Session
from ._settings import ClientTarget, GatewayTarget, LoadTarget, ServerTarget, Settings
from ._verdicts import ExitCode

if TYPE_CHECKING:
    from ._plugin import JudgePlugin


LIVE_EXCHANGES = 200
"""How many requests a run sends to the real service, in all."""


def make_plugin(settings: Settings, sinks: Sequence[Sink]) -> "JudgePlugin":
    """Make the pytest plugin of a run, with a judge for each chosen operation."""
    from ._plugin import JudgePlugin

    session = _make_session(settings)
    if isinstance(settings.target, LoadTarget):
        _count(session, settings.target)
    operations = [settings.document.operation(name) for name in settings.known_good]
    judges = {operation.id: _make_judge(settings, session, operation) for operation in operations}
    return JudgePlugin(
        session=session,
        judges=judges,
        arranger=_make_arranger(judges, settings.document),
        catalogue=settings.catalogue,
        ledger=Ledger(tally=session.tally, strict=settings.strict, sinks=list(sinks), load=_load_of(settings)),
        profile=settings.profile,
        select=settings.select,
        time_budget=settings.time_budget,
        known=settings.known,
        musts_first=_is_live(settings),
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
            plugin.close()
    if plugin.stopped_by is not None:
        raise plugin.stopped_by
    if not plugin.selected:
        raise UsageError(
            f"no clause begins with {' or '.join(map(repr, settings.select))}. See: dingtalk-contract clauses"
        )
    return plugin.ledger.end(time.monotonic() - started)


def _count(session: Session, target: LoadTarget) -> None:
    for outcomes in target.report.outcomes.values():
        for name, number in outcomes.items():
            session.tally.outcomes[name] += number
            session.tally.exchanges += number


def _load_of(settings: Settings) -> dict[str, Any] | None:
    return settings.target.report.summary() if isinstance(settings.target, LoadTarget) else None


def _is_live(settings: Settings) -> bool:
    return isinstance(settings.target, ServerTarget) and settings.target.is_live


def _make_session(settings: Settings) -> Session:
    session = Session(
        timeout=settings.timeout,
        rate=settings.rate,
        settle=settings.settle,
        most=LIVE_EXCHANGES if _is_live(settings) else None,
        seed=settings.seed,
        is_recorded=settings.is_recorded,
    )
    headers = () if isinstance(settings.target, ClientTarget) else settings.target.headers
    secrets = (*(good.token for good in settings.known_good.values()), *(value for _, value in headers))
    for secret in secrets:
        if isinstance(secret, Token):
            session.secrets.add(secret)
    for name, good in settings.known_good.items():
        for value in secrets_in(settings.document.operation(name).body, good.body):
            session.secrets.add(value)
    return session


def _make_judge(settings: Settings, session: Session, operation: Operation) -> Judge:
    target, good = settings.target, settings.known_good[operation.id]
    if isinstance(target, ClientTarget):
        accepted = json_reply(operation.answer_example)
        return ClientJudge(
            operation=operation,
            session=session,
            target=target,
            control=ClientCase(name="the example", token=good.token, body=good.body, replies=(accepted,)),
            patience=min(settings.timeout, target.seconds / 5),
            granting=next((each for each in settings.document.operations if each.gives_tokens), None),
        )
    if isinstance(target, LoadTarget):
        return LoadJudge(
            operation=operation,
            session=session,
            report=target.report,
            max_p99=target.max_p99,
            max_broken=target.max_broken,
        )
    make = RequestMaker(operation=operation, token=good.token, headers=target.headers)
    if isinstance(target, GatewayTarget):
        return GatewayJudge(operation=operation, session=session, target=target, known_good=good, make=make)
    return ServerJudge(
        operation=operation,
        session=session,
        sender=Sender(
            session=session,
            transport=Transport(address=target.address, timeout=settings.timeout),
            answer=operation.answer if any(field.is_secret for field in operation.answer.walk()) else None,
        ),
        known_good=good,
        maker=make,
        database=settings.database,
        is_live=target.is_live,
    )


def _make_arranger(judges: Mapping[str, Judge], document: Document) -> Arranger:
    """Give the judges of servers what makes their needs; at the real service nothing is made."""
    servers = {name: judge for name, judge in judges.items() if isinstance(judge, ServerJudge) and not judge.is_live}
    deeds = [(each.deed.verb, each.id) for each in document.operations if each.deed is not None]
    names = {verb: tuple(name for each, name in deeds if each is verb) for verb, _ in deeds}
    arranger = Arranger(judges=servers, names=names)
    links = [link for judge in servers.values() for link in judge.operation.links if link.puts_away]
    putting = {name for link in links for name in (link.source, link.target)}
    for name, judge in servers.items():
        judge.arranger = arranger
        # What is put away, and what puts away.
        if name in putting or judge.operation.is_destructive:
            judge.sender.hears.append(judge.sender.makings.append)
        if judge.operation.gives_tokens:
            judge.sender.hears.append(partial(arranger.take_token, judge))
    return arranger


def _heading(settings: Settings) -> dict[str, Any]:
    return {
        "record": "run",
        "schema": RECORD_SCHEMA,
        "tool": f"dingtalk-contract {__version__}",
        "spec": {"version": settings.document.version, "sha256": settings.catalogue.sha256},
        "target": {"kind": settings.target.kind.value, **settings.target.describe()}
        | ({"name": settings.name} if settings.name else {}),
        "operations": list(settings.known_good),
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
