"""The command line's own words for `cancelTaskGroup`: its known-good values, and their defaults from the page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ..conformance import KnownGood
    from ..contract import Operation

PAGE_TOKEN = "6d1bxxxx"  # noqa: S105 - the page's example, nobody's token
PAGE_ACTIVITY_IDS = ("1111", "2222")

AGENTID = ("request", "agentid")
PROCESS_INSTANCE_ID = ("request", "process_instance_id")
ACTIVITY_ID = ("request", "activity_id")
ACTIVITY_ID_LIST = ("request", "activity_id_list")


LIVE_OPTIONS = ("--access-token", "--agentid", "--process-instance-id", "--activity-id")
"""What must be named before the real service is judged."""

Agentid = Annotated[int | None, typer.Option(help="The app's number on the target.")]
ProcessInstanceId = Annotated[str | None, typer.Option(metavar="ID", help="A workflow instance of the target.")]
ActivityIds = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="A to-do group of the target; repeatable: two or more form the list."),
]


def known_good(
    operation: "Operation",
    *,
    token: str | None = None,
    agentid: int | None = None,
    process_instance_id: str | None = None,
    activity_ids: Sequence[str] = (),
) -> "KnownGood":
    """Make the control of what the user says is good on the target; the page's example where nothing is said.

    Args:
        activity_ids: to-do groups; the first is activity_id, two or more form the list, and all but the first
            are spares for a target that cancels each group only once.
    """
    from ..conformance import KnownGood, with_values
    from ..exchange import Token

    groups = list(activity_ids or PAGE_ACTIVITY_IDS)
    named = {AGENTID: agentid, PROCESS_INSTANCE_ID: process_instance_id}
    values: dict[tuple[str, ...], Any] = {steps: value for steps, value in named.items() if value is not None}
    base = with_values(operation.body_example, values)
    return KnownGood(
        token=Token(value=token or PAGE_TOKEN),
        body=with_values(base, {ACTIVITY_ID: groups[0], ACTIVITY_ID_LIST: groups}),
        spares=tuple(with_values(base, {ACTIVITY_ID: group, ACTIVITY_ID_LIST: [group]}) for group in groups[1:]),
    )
