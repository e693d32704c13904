"""The operations of the document; generated, do not edit."""

from collections.abc import Mapping
from typing import Any

from ._low_level.api.workflow import cancel_task_group as _low_level_cancel_task_group
from ._low_level.models.cancel_task_group_body import CancelTaskGroupBody
from ._operation import Operation


def _draft_cancel_task_group(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = CancelTaskGroupBody.from_dict({"request": arguments})
    return _low_level_cancel_task_group._get_kwargs(body=body)


CANCEL_TASK_GROUP = Operation(
    name="cancel_task_group",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["agentid", "process_instance_id", "activity_id"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_instance_id": {"type": "string"},
            "activity_id": {"type": "string"},
            "activity_id_list": {"type": "array", "items": {"type": "string"}},
        },
    },
    answer={
        "type": "object",
        "properties": {"errcode": {"type": ["number"]}, "errmsg": {"type": "string"}, "request_id": {"type": "string"}},
    },
    draft=_draft_cancel_task_group,
)
