from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.created_task import CreatedTask


T = TypeVar("T", bound="CreateTasksAnswer")


@_attrs_define
class CreateTasksAnswer:
    """What came of the request; open to further fields.

    Attributes:
        errcode (int | Unset): The return code (返回码), 0 or absent where the request was accepted. Example: 0.
        errmsg (str | Unset): The return code in words (返回码描述), for people alone; often absent. Example: ok.
        request_id (str | Unset): The identifier of this request (请求ID), to quote when asking DingTalk for help.
            Example: 146262d9p0xmi.
        tasks (list[CreatedTask] | Unset): The to-dos (待办事项列表) that were created. Example: [{'task_id': 63266761388,
            'userid': 'manager8409'}].
    """

    errcode: int | Unset = UNSET
    errmsg: str | Unset = UNSET
    request_id: str | Unset = UNSET
    tasks: list[CreatedTask] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        errcode = self.errcode

        errmsg = self.errmsg

        request_id = self.request_id

        tasks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tasks, Unset):
            tasks = []
            for tasks_item_data in self.tasks:
                tasks_item = tasks_item_data.to_dict()
                tasks.append(tasks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if errcode is not UNSET:
            field_dict["errcode"] = errcode
        if errmsg is not UNSET:
            field_dict["errmsg"] = errmsg
        if request_id is not UNSET:
            field_dict["request_id"] = request_id
        if tasks is not UNSET:
            field_dict["tasks"] = tasks

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.created_task import CreatedTask  # noqa: PLC0415

        d = dict(src_dict)
        errcode = d.pop("errcode", UNSET)

        errmsg = d.pop("errmsg", UNSET)

        request_id = d.pop("request_id", UNSET)

        _tasks = d.pop("tasks", UNSET)
        tasks: list[CreatedTask] | Unset = UNSET
        if _tasks is not UNSET:
            tasks = []
            for tasks_item_data in _tasks:
                tasks_item = CreatedTask.from_dict(tasks_item_data)

                tasks.append(tasks_item)

        create_tasks_answer = cls(
            errcode=errcode,
            errmsg=errmsg,
            request_id=request_id,
            tasks=tasks,
        )

        create_tasks_answer.additional_properties = d
        return create_tasks_answer

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
