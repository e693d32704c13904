"""Conformance: a run against a target, from the control to the record, and what reads the record."""

from typing import TYPE_CHECKING

from ._calls import Call, as_answer, outcome_of
from ._cases import Answering, ClientCase, GatewayCase, ServerCase, Spell, spell_plainly
from ._client_judge import ClientJudge
from ._exchanges import Exchange, Purpose
from ._gateway_judge import GatewayJudge
from ._known import KnownFailures, load_known
from ._known_good import KnownGood, RequestMaker, example_of, read_values, with_named, with_token, with_values
from ._load_judge import LoadJudge, LoadReport
from ._processes import Ending, Processes
from ._results import Ledger, Sink
from ._round_trips import RoundTrip
from ._run import check, make_plugin
from ._sender import Sender, wanted_pause
from ._server_judge import ServerJudge
from ._session import Judge, Session, Tally
from ._settings import ClientTarget, GatewayTarget, LoadTarget, Profile, ServerTarget, Settings, Target
from ._verdicts import ClauseSkipped, ExitCode, NotAsked, Note, SkipReason, Verdict, Violation

if TYPE_CHECKING:
    from ._plugin import JudgePlugin, clause_of

__all__ = [
    "Answering",
    "Call",
    "ClauseSkipped",
    "ClientCase",
    "ClientJudge",
    "ClientTarget",
    "Ending",
    "Exchange",
    "ExitCode",
    "GatewayCase",
    "GatewayJudge",
    "GatewayTarget",
    "Judge",
    "JudgePlugin",
    "KnownFailures",
    "KnownGood",
    "Ledger",
    "LoadJudge",
    "LoadReport",
    "LoadTarget",
    "NotAsked",
    "Note",
    "Processes",
    "Profile",
    "Purpose",
    "RequestMaker",
    "RoundTrip",
    "Sender",
    "ServerCase",
    "ServerJudge",
    "ServerTarget",
    "Session",
    "Settings",
    "Sink",
    "SkipReason",
    "Spell",
    "Tally",
    "Target",
    "Verdict",
    "Violation",
    "as_answer",
    "check",
    "clause_of",
    "example_of",
    "load_known",
    "make_plugin",
    "outcome_of",
    "read_values",
    "spell_plainly",
    "wanted_pause",
    "with_named",
    "with_token",
    "with_values",
]


def __getattr__(name: str) -> object:
    # pytest is imported only where it runs: the commands that read records start without it.
    if name in {"JudgePlugin", "clause_of"}:
        from . import _plugin

        return getattr(_plugin, name)
    raise AttributeError(name)
