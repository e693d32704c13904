from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.instance_update_status import InstanceUpdateStatus

T = TypeVar("T", bound="InstanceUpdate")


@_attrs_define
class InstanceUpdate:
    """One instance and its status.

    Attributes:
        process_instance_id (str): The workflow instance (实例ID), as createInstance returned it. Example: proc-zzz.
        status (InstanceUpdateStatus): The status to be (实例状态), completed (结束审批流) or terminated (终止审批流). Example:
            COMPLETED.
        result (str): The outcome (任务结果) of the instance. Example: agree.
    """

    process_instance_id: str
    status: InstanceUpdateStatus
    result: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_instance_id = self.process_instance_id

        status = self.status.value

        result = self.result

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_instance_id": process_instance_id,
                "status": status,
                "result": result,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_instance_id = d.pop("process_instance_id")

        status = InstanceUpdateStatus(d.pop("status"))

        result = d.pop("result")

        instance_update = cls(
            process_instance_id=process_instance_id,
            status=status,
            result=result,
        )

        instance_update.additional_properties = d
        return instance_update

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
