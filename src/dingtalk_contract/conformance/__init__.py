"""Conformance: a run against a target, from the control to the record, and what reads the record."""

from typing import TYPE_CHECKING

from ._calls import Call, Scenario, outcome_of
from ._client_judge import ClientJudge
from ._control import KnownGood, RequestMaker, required_only, with_values
from ._exchanges import Exchange, Purpose, Tally
from ._gateway_judge import GatewayJudge
from ._judge import Judge
from ._judging import AnyJudge
from ._known import KnownFailures, load_known
from ._passages import Answering, Passage, Probe, Spell, spell_plainly
from ._processes import Ending, Processes
from ._results import Ledger, Sink
from ._run import check, make_plugin
from ._sender import Sender
from ._settings import ClientTarget, GatewayTarget, Profile, ServerTarget, Settings, Target
from ._verdicts import ClauseSkipped, ExitCode, NotAsked, Note, Verdict, Violation

if TYPE_CHECKING:
    from ._plugin import JudgePlugin, clause_of

__all__ = [
    "Answering",
    "AnyJudge",
    "Call",
    "ClauseSkipped",
    "ClientJudge",
    "ClientTarget",
    "Ending",
    "Exchange",
    "ExitCode",
    "GatewayJudge",
    "GatewayTarget",
    "Judge",
    "JudgePlugin",
    "KnownFailures",
    "KnownGood",
    "Ledger",
    "NotAsked",
    "Note",
    "Passage",
    "Probe",
    "Processes",
    "Profile",
    "Purpose",
    "RequestMaker",
    "Scenario",
    "Sender",
    "ServerTarget",
    "Settings",
    "Sink",
    "Spell",
    "Tally",
    "Target",
    "Verdict",
    "Violation",
    "check",
    "clause_of",
    "load_known",
    "make_plugin",
    "outcome_of",
    "required_only",
    "spell_plainly",
    "with_values",
]


def __getattr__(name: str) -> object:
    # pytest is imported only where it runs: the commands that read records start without it.
    if name in {"JudgePlugin", "clause_of"}:
        from . import _plugin

        return getattr(_plugin, name)
    raise AttributeError(name)
