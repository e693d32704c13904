from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreatedInstance")


@_attrs_define
class CreatedInstance:
    """The instance that was created (实例信息).

    Attributes:
        process_instance_id (str | Unset): The workflow instance (审批实例ID), to be kept for the other calls. Example:
            proc-zzz.
    """

    process_instance_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_instance_id = self.process_instance_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if process_instance_id is not UNSET:
            field_dict["process_instance_id"] = process_instance_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_instance_id = d.pop("process_instance_id", UNSET)

        created_instance = cls(
            process_instance_id=process_instance_id,
        )

        created_instance.additional_properties = d
        return created_instance

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
