"""
Conformance: a run against a target, from the control to the record, and what reads the record.
"""

from typing import TYPE_CHECKING

from ._comparison import compare_runs
from ._control import KnownGood, RequestMaker, required_only, with_values
from ._exchanges import Exchange, Purpose, Tally
from ._judge import Judge
from ._known import KnownFailures, load_known
from ._results import JsonLines, Ledger, Sink
from ._run import Profile, Settings, check, make_plugin
from ._sender import Sender
from ._verdicts import ClauseSkipped, ExitCode, NotAsked, Verdict, Violation

if TYPE_CHECKING:
    from ._console import ConsoleReport
    from ._plugin import JudgePlugin

__all__ = [
    "ClauseSkipped",
    "ConsoleReport",
    "Exchange",
    "ExitCode",
    "JsonLines",
    "Judge",
    "JudgePlugin",
    "KnownFailures",
    "KnownGood",
    "Ledger",
    "NotAsked",
    "Profile",
    "Purpose",
    "RequestMaker",
    "Sender",
    "Settings",
    "Sink",
    "Tally",
    "Verdict",
    "Violation",
    "check",
    "compare_runs",
    "load_known",
    "make_plugin",
    "required_only",
    "with_values",
]


def __getattr__(name: str) -> object:
    # pytest and rich are imported where they are needed: reading a record needs no pytest, running no rich.
    if name == "JudgePlugin":
        from ._plugin import JudgePlugin

        return JudgePlugin
    if name == "ConsoleReport":
        from ._console import ConsoleReport

        return ConsoleReport
    raise AttributeError(name)
