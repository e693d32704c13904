"""
Conformance: a run against a target, from the control to the record, and what reads the record.
"""

from typing import TYPE_CHECKING

from ._control import KnownGood, RequestMaker, required_only, with_values
from ._exchanges import Exchange, Purpose, Tally
from ._judge import Judge
from ._judging import AnyJudge
from ._known import KnownFailures, load_known
from ._results import Ledger, Sink
from ._run import check, make_plugin
from ._sender import Sender
from ._settings import Profile, ServerTarget, Settings, Target
from ._verdicts import ClauseSkipped, ExitCode, NotAsked, Note, Verdict, Violation

if TYPE_CHECKING:
    from ._plugin import JudgePlugin

__all__ = [
    "AnyJudge",
    "ClauseSkipped",
    "Exchange",
    "ExitCode",
    "Judge",
    "JudgePlugin",
    "KnownFailures",
    "KnownGood",
    "Ledger",
    "NotAsked",
    "Note",
    "Profile",
    "Purpose",
    "RequestMaker",
    "Sender",
    "ServerTarget",
    "Settings",
    "Sink",
    "Tally",
    "Target",
    "Verdict",
    "Violation",
    "check",
    "load_known",
    "make_plugin",
    "required_only",
    "with_values",
]


def __getattr__(name: str) -> object:
    # pytest is imported only where it runs: the commands that read records start without it.
    if name == "JudgePlugin":
        from ._plugin import JudgePlugin

        return JudgePlugin
    raise AttributeError(name)
