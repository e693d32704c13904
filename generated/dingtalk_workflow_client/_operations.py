"""The operations of the document; generated, do not edit."""

from collections.abc import Mapping
from typing import Any

from ._low_level.api.workflow import cancel_task_group as _low_level_cancel_task_group
from ._low_level.api.workflow import clean_process as _low_level_clean_process
from ._low_level.api.workflow import create_instance as _low_level_create_instance
from ._low_level.api.workflow import create_tasks as _low_level_create_tasks
from ._low_level.api.workflow import delete_process as _low_level_delete_process
from ._low_level.api.workflow import get_process_by_name as _low_level_get_process_by_name
from ._low_level.api.workflow import get_token as _low_level_get_token
from ._low_level.api.workflow import query_tasks as _low_level_query_tasks
from ._low_level.api.workflow import save_process as _low_level_save_process
from ._low_level.api.workflow import update_instance as _low_level_update_instance
from ._low_level.api.workflow import update_instances as _low_level_update_instances
from ._low_level.api.workflow import update_tasks as _low_level_update_tasks
from ._low_level.models.cancel_task_group_body import CancelTaskGroupBody
from ._low_level.models.clean_process_body import CleanProcessBody
from ._low_level.models.create_instance_body import CreateInstanceBody
from ._low_level.models.create_tasks_body import CreateTasksBody
from ._low_level.models.delete_process_body import DeleteProcessBody
from ._low_level.models.get_process_by_name_body import GetProcessByNameBody
from ._low_level.models.query_tasks_body import QueryTasksBody
from ._low_level.models.save_process_body import SaveProcessBody
from ._low_level.models.update_instance_body import UpdateInstanceBody
from ._low_level.models.update_instances_body import UpdateInstancesBody
from ._low_level.models.update_tasks_body import UpdateTasksBody
from ._operation import Operation


def _draft_get_token(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return _low_level_get_token._get_kwargs(**arguments)


GET_TOKEN = Operation(
    name="get_token",
    token_name=None,
    arguments={
        "type": "object",
        "required": ["appkey", "appsecret"],
        "properties": {"appkey": {"type": "string"}, "appsecret": {"type": "string", "format": "password"}},
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "access_token": {"type": "string"},
            "expires_in": {"type": ["number"]},
        },
    },
    draft=_draft_get_token,
)


def _draft_save_process(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = SaveProcessBody.from_dict({"saveProcessRequest": arguments})
    return _low_level_save_process._get_kwargs(body=body)


SAVE_PROCESS = Operation(
    name="save_process",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["agentid", "name", "description", "form_component_list"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_code": {"type": "string"},
            "name": {"type": "string"},
            "description": {"type": "string"},
            "form_component_list": {
                "type": "array",
                "maxItems": 20,
                "items": {
                    "type": "object",
                    "required": ["component_name", "props"],
                    "properties": {
                        "component_name": {
                            "type": "string",
                            "enum": [
                                "TextField",
                                "TextareaField",
                                "MoneyField",
                                "NumberField",
                                "CalculateField",
                                "DDSelectField",
                                "DDMultiSelectField",
                                "DDDateField",
                                "DDDateRangeField",
                                "RelateField",
                                "DDPhotoField",
                                "DDAttachment",
                                "InnerContactField",
                                "TableField",
                            ],
                        },
                        "props": {
                            "type": "object",
                            "required": ["id", "label"],
                            "properties": {
                                "id": {"type": "string", "maxLength": 22},
                                "label": {"type": ["string", "array"], "items": {"type": "string"}},
                                "required": {"type": "boolean"},
                            },
                        },
                    },
                },
            },
            "fake_mode": {"type": "boolean"},
        },
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "result": {"type": "object", "properties": {"process_code": {"type": "string"}}},
        },
    },
    draft=_draft_save_process,
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


def _draft_delete_process(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = DeleteProcessBody.from_dict({"request": arguments})
    return _low_level_delete_process._get_kwargs(body=body)


DELETE_PROCESS = Operation(
    name="delete_process",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["agentid", "process_code"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_code": {"type": "string"},
            "clean_running_task": {"type": "boolean"},
        },
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "success": {"type": "boolean"},
        },
    },
    draft=_draft_delete_process,
)


def _draft_clean_process(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = CleanProcessBody.from_dict(arguments)
    return _low_level_clean_process._get_kwargs(body=body)


CLEAN_PROCESS = Operation(
    name="clean_process",
    token_name="suite_access_token",
    arguments={
        "type": "object",
        "required": ["process_code", "corpid"],
        "properties": {"process_code": {"type": "string"}, "corpid": {"type": "string"}},
    },
    answer={
        "type": "object",
        "properties": {"errcode": {"type": ["number"]}, "errmsg": {"type": "string"}, "request_id": {"type": "string"}},
    },
    draft=_draft_clean_process,
)


def _draft_create_instance(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = CreateInstanceBody.from_dict({"request": arguments})
    return _low_level_create_instance._get_kwargs(body=body)


CREATE_INSTANCE = Operation(
    name="create_instance",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["agentid", "process_code", "originator_user_id", "form_component_values", "url"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_code": {"type": "string"},
            "originator_user_id": {"type": "string"},
            "form_component_values": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "value"],
                    "properties": {
                        "name": {"type": "string"},
                        "value": {"type": ["string", "number"]},
                        "extValue": {"type": "string"},
                    },
                },
            },
            "url": {"type": "string"},
            "title": {"type": "string"},
        },
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "success": {"type": "boolean"},
            "result": {"type": "object", "properties": {"process_instance_id": {"type": "string"}}},
        },
    },
    draft=_draft_create_instance,
)


def _draft_update_instance(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = UpdateInstanceBody.from_dict({"request": arguments})
    return _low_level_update_instance._get_kwargs(body=body)


UPDATE_INSTANCE = Operation(
    name="update_instance",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["process_instance_id", "status", "result"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_instance_id": {"type": "string"},
            "status": {"type": "string", "enum": ["COMPLETED", "TERMINATED"]},
            "result": {"type": "string", "enum": ["agree", "refuse"], "x-free": ["letter-case"]},
            "cancel_running_task": {"type": "boolean"},
        },
    },
    answer={
        "type": "object",
        "properties": {"errcode": {"type": ["number"]}, "errmsg": {"type": "string"}, "request_id": {"type": "string"}},
    },
    draft=_draft_update_instance,
)


def _draft_update_instances(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = UpdateInstancesBody.from_dict({"request": arguments})
    return _low_level_update_instances._get_kwargs(body=body)


UPDATE_INSTANCES = Operation(
    name="update_instances",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["instances"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "instances": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["process_instance_id", "status", "result"],
                    "properties": {
                        "process_instance_id": {"type": "string"},
                        "status": {"type": "string", "enum": ["COMPLETED", "TERMINATED"]},
                        "result": {"type": "string", "enum": ["agree", "refuse"], "x-free": ["letter-case"]},
                    },
                },
            },
        },
    },
    answer={
        "type": "object",
        "properties": {"errcode": {"type": ["number"]}, "errmsg": {"type": "string"}, "request_id": {"type": "string"}},
    },
    draft=_draft_update_instances,
)


def _draft_create_tasks(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = CreateTasksBody.from_dict({"request": arguments})
    return _low_level_create_tasks._get_kwargs(body=body)


CREATE_TASKS = Operation(
    name="create_tasks",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["process_instance_id", "tasks"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_instance_id": {"type": "string"},
            "activity_id": {"type": "string"},
            "tasks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["userid", "url"],
                    "properties": {"userid": {"type": "string"}, "url": {"type": "string"}},
                },
            },
        },
    },
    answer={
        "type": "object",
        "properties": {
            "errcode": {"type": ["number"]},
            "errmsg": {"type": "string"},
            "request_id": {"type": "string"},
            "tasks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"task_id": {"type": ["integer", "string"]}, "userid": {"type": "string"}},
                },
            },
        },
    },
    draft=_draft_create_tasks,
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


def _draft_update_tasks(arguments: Mapping[str, Any]) -> dict[str, Any]:
    body = UpdateTasksBody.from_dict({"request": arguments})
    return _low_level_update_tasks._get_kwargs(body=body)


UPDATE_TASKS = Operation(
    name="update_tasks",
    token_name="access_token",
    arguments={
        "type": "object",
        "required": ["agentid", "process_instance_id", "tasks"],
        "properties": {
            "agentid": {"type": "integer", "format": "int64"},
            "process_instance_id": {"type": "string"},
            "tasks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["task_id", "status"],
                    "properties": {
                        "task_id": {"type": "integer", "format": "int64"},
                        "status": {"type": "string", "enum": ["CANCELED", "COMPLETED"]},
                        "result": {"type": "string", "enum": ["AGREE", "REFUSE"], "x-free": ["letter-case"]},
                    },
                },
            },
        },
    },
    answer={
        "type": "object",
        "properties": {"errcode": {"type": ["number"]}, "errmsg": {"type": "string"}, "request_id": {"type": "string"}},
    },
    draft=_draft_update_tasks,
)


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
