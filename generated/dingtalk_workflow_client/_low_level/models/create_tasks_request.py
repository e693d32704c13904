from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_task import NewTask


T = TypeVar("T", bound="CreateTasksRequest")


@_attrs_define
class CreateTasksRequest:
    """Which to-dos of which instance to create (请求对象).

    Attributes:
        process_instance_id (str): The workflow instance (审批实例ID), as createInstance returned it. Example: proc-zzz.
        tasks (list[NewTask]): The to-dos (待办事项列表) to create. Example: [{'userid': 'manager8409', 'url':
            'https://example.com/todo/1'}].
        agentid (int | Unset): The app's number (应用标识), as the developer console shows it. Example: 111.
        activity_id (str | Unset): The to-do group (节点ID), named by the caller, by which cancelTaskGroup finds the to-
            dos. Example: 1111.
    """

    process_instance_id: str
    tasks: list[NewTask]
    agentid: int | Unset = UNSET
    activity_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_instance_id = self.process_instance_id

        tasks = []
        for tasks_item_data in self.tasks:
            tasks_item = tasks_item_data.to_dict()
            tasks.append(tasks_item)

        agentid = self.agentid

        activity_id = self.activity_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_instance_id": process_instance_id,
                "tasks": tasks,
            }
        )
        if agentid is not UNSET:
            field_dict["agentid"] = agentid
        if activity_id is not UNSET:
            field_dict["activity_id"] = activity_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_task import NewTask  # noqa: PLC0415

        d = dict(src_dict)
        process_instance_id = d.pop("process_instance_id")

        tasks = []
        _tasks = d.pop("tasks")
        for tasks_item_data in _tasks:
            tasks_item = NewTask.from_dict(tasks_item_data)

            tasks.append(tasks_item)

        agentid = d.pop("agentid", UNSET)

        activity_id = d.pop("activity_id", UNSET)

        create_tasks_request = cls(
            process_instance_id=process_instance_id,
            tasks=tasks,
            agentid=agentid,
            activity_id=activity_id,
        )

        create_tasks_request.additional_properties = d
        return create_tasks_request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
