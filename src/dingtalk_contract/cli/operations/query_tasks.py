"""What `queryTasks` brings to the command line: the user whose to-dos are listed."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, each called like the field that it fills in."""

    userid: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A user of the target; repeatable: to-dos are put on the list of each."),
    ] = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of fields, None for each that was not given."""
        return {"userid": self.userid or None}
