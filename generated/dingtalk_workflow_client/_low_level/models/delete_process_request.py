from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DeleteProcessRequest")


@_attrs_define
class DeleteProcessRequest:
    """Which template to delete (请求对象).

    Attributes:
        agentid (int): The app's number (应用标识), as the developer console shows it. Example: 111.
        process_code (str): The template (审批模板唯一码), by the code that saveProcess gave. Example: PROC-C54B2B.
        clean_running_task (bool | Unset): Whether to-dos that run are cleaned away too (是否清理运行中的任务). Default: False.
            Example: True.
    """

    agentid: int
    process_code: str
    clean_running_task: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agentid = self.agentid

        process_code = self.process_code

        clean_running_task = self.clean_running_task

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agentid": agentid,
                "process_code": process_code,
            }
        )
        if clean_running_task is not UNSET:
            field_dict["clean_running_task"] = clean_running_task

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agentid = d.pop("agentid")

        process_code = d.pop("process_code")

        clean_running_task = d.pop("clean_running_task", UNSET)

        delete_process_request = cls(
            agentid=agentid,
            process_code=process_code,
            clean_running_task=clean_running_task,
        )

        delete_process_request.additional_properties = d
        return delete_process_request

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
