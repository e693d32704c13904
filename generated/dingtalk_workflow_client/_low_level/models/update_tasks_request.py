from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.task_update import TaskUpdate


T = TypeVar("T", bound="UpdateTasksRequest")


@_attrs_define
class UpdateTasksRequest:
    """Which to-dos of which instance get which status (请求对象).

    Attributes:
        agentid (int): The app's number (应用标识), as the developer console shows it. Example: 111.
        process_instance_id (str): The workflow instance (实例ID), as createInstance returned it. Example: proc-zzz.
        tasks (list[TaskUpdate]): The to-dos (待办任务列表), each with its status. Example: [{'task_id': 63266761388,
            'status': 'COMPLETED', 'result': 'AGREE'}].
    """

    agentid: int
    process_instance_id: str
    tasks: list[TaskUpdate]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agentid = self.agentid

        process_instance_id = self.process_instance_id

        tasks = []
        for tasks_item_data in self.tasks:
            tasks_item = tasks_item_data.to_dict()
            tasks.append(tasks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agentid": agentid,
                "process_instance_id": process_instance_id,
                "tasks": tasks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.task_update import TaskUpdate  # noqa: PLC0415

        d = dict(src_dict)
        agentid = d.pop("agentid")

        process_instance_id = d.pop("process_instance_id")

        tasks = []
        _tasks = d.pop("tasks")
        for tasks_item_data in _tasks:
            tasks_item = TaskUpdate.from_dict(tasks_item_data)

            tasks.append(tasks_item)

        update_tasks_request = cls(
            agentid=agentid,
            process_instance_id=process_instance_id,
            tasks=tasks,
        )

        update_tasks_request.additional_properties = d
        return update_tasks_request

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
