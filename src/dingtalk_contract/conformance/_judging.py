"""What the runner needs of the judge of any kind of target."""

from collections.abc import Mapping
from typing import Any, Protocol

from ..contract import Clause, Level
from ._exchanges import Tally
from ._results import Finding

Line = Mapping[str, Any]
"""One line of the run record."""


class AnyJudge(Protocol):
    """The judge of a server, a gateway or a client: it makes the exchanges, and keeps them for the record."""

    failed: dict[str, Level]
    """Ids of clauses already found broken in this run, with their levels."""

    @property
    def tally(self) -> Tally:
        """The exchanges of the run, by outcome."""

    @property
    def asks_musts_first(self) -> bool:
        """Return whether little may be asked, so that what must be comes first."""

    def take_lines(self, clause: Clause) -> list[Line]:
        """Return the record's lines of what was done since the last call, filed under a clause."""

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Return what a result says beyond its verdict, every token masked."""

    def close(self) -> None:
        """End what still runs or is connected."""
