"""The operations of the document; generated, do not edit."""

from collections.abc import Mapping
from typing import Any

from ._low_level.api.workflow import cancel_task_group as _low_level_cancel_task_group
from ._low_level.api.workflow import get_process_by_name as _low_level_get_process_by_name
from ._low_level.api.workflow import query_tasks as _low_level_query_tasks
from ._low_level.models.cancel_task_group_body import CancelTaskGroupBody
from ._low_level.models.get_process_by_name_body import GetProcessByNameBody
from ._low_level.models.query_tasks_body import QueryTasksBody
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


def _draft_query_tasks(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = QueryTasksBody.from_dict(arguments)
    return _low_level_query_tasks._get_kwargs(body=body)


QUERY_TASKS = Operation(
    name="query_tasks",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["userid", "offset", "count", "status"],
        "properties": {
            "userid": {"type": "string"},
            "offset": {"type": "integer", "format": "int64", "minimum": 0},
            "count": {"type": "integer", "format": "int64", "maximum": 50},
            "status": {"type": "integer", "format": "int64", "enum": [0, -1]},
        },
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "result": {
                "type": "object",
                "properties": {
                    "has_more": {"type": "boolean"},
                    "list": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "task_id": {"type": ["string", "integer"]},
                                "instance_id": {"type": "string"},
                                "url": {"type": "string"},
                                "title": {"type": "string"},
                                "forms": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {"title": {"type": "string"}, "content": {"type": "string"}},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    draft=_draft_query_tasks,
)


def _draft_get_process_by_name(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = GetProcessByNameBody.from_dict(arguments)
    return _low_level_get_process_by_name._get_kwargs(body=body)


GET_PROCESS_BY_NAME = Operation(
    name="get_process_by_name",
    token_name="access_token",
    arguments={"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "process_code": {"type": "string"},
        },
    },
    draft=_draft_get_process_by_name,
)
