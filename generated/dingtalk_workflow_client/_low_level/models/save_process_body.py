from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.save_process_request import SaveProcessRequest


T = TypeVar("T", bound="SaveProcessBody")


@_attrs_define
class SaveProcessBody:
    """The envelope around the request.

    Attributes:
        save_process_request (SaveProcessRequest): The template as it is to be (审批模板信息).
    """

    save_process_request: SaveProcessRequest
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        save_process_request = self.save_process_request.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "saveProcessRequest": save_process_request,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.save_process_request import SaveProcessRequest  # noqa: PLC0415

        d = dict(src_dict)
        save_process_request = SaveProcessRequest.from_dict(d.pop("saveProcessRequest"))

        save_process_body = cls(
            save_process_request=save_process_request,
        )

        save_process_body.additional_properties = d
        return save_process_body

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
