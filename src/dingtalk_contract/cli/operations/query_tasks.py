"""What `queryTasks` brings to the command line: the user whose to-dos are listed."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, each called like the field that it fills in."""

    userid: Annotated[str | None, typer.Option(metavar="ID", help="A user of the target.")] = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of fields, None for each that was not given."""
        return {"userid": self.userid}
