"""
What `cancelTaskGroup` (批量取消待办) does: set the running to-dos of groups of one workflow instance to CANCELED.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from ..errors import UsageError
from ._rejections import Rejection

# The page's example.
_EXAMPLE = {"agentid": 111, "instances": {"proc-zzz": ["1111", "2222"]}}

_SEED_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "agentid": {"type": "integer"},
        "instances": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}

# Codes and words of the page's own table of errors.
_APP_UNKNOWN = Rejection(errcode=40056, errmsg="无效的微应用ID")
_INSTANCE_UNKNOWN = Rejection(errcode=820004, errmsg="流程实例不存在")


@dataclass(slots=True, kw_only=True)
class CancelTaskGroup:
    """
    One app, its workflow instances, and the to-do groups of each that still run.
    """

    agentid: int
    instances: Mapping[str, Iterable[str]]
    running: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.reset()

    def perform(self, body: Any) -> Rejection | Mapping[str, Any]:
        """
        Cancel the group and each group of the list; a group that does not run, or that nobody knows, is passed over.

        That the list adds to the single group is our reading: no source says how they combine.
        """
        request = body["request"]
        if request["agentid"] != self.agentid:
            return _APP_UNKNOWN
        running = self.running.get(request["process_instance_id"])
        if running is None:
            return _INSTANCE_UNKNOWN
        running.difference_update((request["activity_id"], *request.get("activity_id_list", ())))
        return {}

    def reset(self) -> None:
        """
        Let every group run again.
        """
        self.running = {instance: set(groups) for instance, groups in self.instances.items()}


def from_seed_data(seed_data: Mapping[str, Any]) -> CancelTaskGroup:
    """
    Make the behaviour from seed data, the page's example where they are silent.

    Raises:
        UsageError: they are not of the form that is taken here.
    """
    try:
        Draft202012Validator(_SEED_SCHEMA).validate(dict(seed_data))
    except ValidationError as error:
        place = ".".join(str(step) for step in error.instance_path) or "the whole"
        raise UsageError(f"cannot use the seed data of 'cancelTaskGroup': {place}: {error.message}.") from error
    return CancelTaskGroup(**{**_EXAMPLE, **seed_data})
