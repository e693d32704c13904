"""What `cancelTaskGroup` brings to the command line: the ids of an app, an instance and its to-do groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ...conformance import KnownGood
    from ...contract import Operation

NAME = "cancelTaskGroup"
GROUP, GROUPS = "activity_id", "activity_id_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, each called like the field that it fills in."""

    agentid: Annotated[int | None, typer.Option(help="The app's number on the target.")] = None
    process_instance_id: Annotated[
        str | None, typer.Option(metavar="ID", help="A workflow instance of the target.")
    ] = None
    activity_id: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A to-do group of the target; repeatable: two or more form the list."),
    ] = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of fields, None for each that was not given."""
        return {
            "agentid": self.agentid,
            "process_instance_id": self.process_instance_id,
            GROUP: self.activity_id[0] if self.activity_id else None,
            GROUPS: self.activity_id or None,
        }


def spares(good: "KnownGood", operation: "Operation") -> "tuple[Any, ...]":
    """Return a body for each further group of the list: a target may cancel each group only once."""
    from ...conformance import with_named
    from ...contract import ABSENT, take

    steps = next((field.steps for field in operation.body.walk() if field.steps[-1:] == (GROUPS,)), None)
    groups = ABSENT if steps is None else take(good.body, steps)
    further = groups[1:] if isinstance(groups, list) else []
    return tuple(with_named(good, operation, {GROUP: group, GROUPS: [group]}).body for group in further)
