from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CleanProcessBody")


@_attrs_define
class CleanProcessBody:
    """Whose data of which template to remove.

    Attributes:
        process_code (str): The template (模板唯一码). Example: PROC-C54B2B.
        corpid (str): The organisation (企业的corpid). Example: ding1234.
    """

    process_code: str
    corpid: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_code = self.process_code

        corpid = self.corpid

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_code": process_code,
                "corpid": corpid,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_code = d.pop("process_code")

        corpid = d.pop("corpid")

        clean_process_body = cls(
            process_code=process_code,
            corpid=corpid,
        )

        clean_process_body.additional_properties = d
        return clean_process_body

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
