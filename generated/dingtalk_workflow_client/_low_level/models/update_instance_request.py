from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.update_instance_request_status import UpdateInstanceRequestStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="UpdateInstanceRequest")


@_attrs_define
class UpdateInstanceRequest:
    """Which instance gets which status (请求对象).

    Attributes:
        process_instance_id (str): The workflow instance (审批实例ID), as createInstance returned it. Example: proc-zzz.
        status (UpdateInstanceRequestStatus): The status to be (实例状态), completed (结束审批流) or terminated (终止审批流). Example:
            COMPLETED.
        result (str): The outcome (实例结果); with TERMINATED either value revokes the instance. Example: agree.
        agentid (int | Unset): The app's number (应用标识), as the developer console shows it. Example: 111.
        cancel_running_task (bool | Unset): Whether to-dos that run are cancelled too (取消任务). Example: True.
    """

    process_instance_id: str
    status: UpdateInstanceRequestStatus
    result: str
    agentid: int | Unset = UNSET
    cancel_running_task: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_instance_id = self.process_instance_id

        status = self.status.value

        result = self.result

        agentid = self.agentid

        cancel_running_task = self.cancel_running_task

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_instance_id": process_instance_id,
                "status": status,
                "result": result,
            }
        )
        if agentid is not UNSET:
            field_dict["agentid"] = agentid
        if cancel_running_task is not UNSET:
            field_dict["cancel_running_task"] = cancel_running_task

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_instance_id = d.pop("process_instance_id")

        status = UpdateInstanceRequestStatus(d.pop("status"))

        result = d.pop("result")

        agentid = d.pop("agentid", UNSET)

        cancel_running_task = d.pop("cancel_running_task", UNSET)

        update_instance_request = cls(
            process_instance_id=process_instance_id,
            status=status,
            result=result,
            agentid=agentid,
            cancel_running_task=cancel_running_task,
        )

        update_instance_request.additional_properties = d
        return update_instance_request

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
