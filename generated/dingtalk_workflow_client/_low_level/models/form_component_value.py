from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FormComponentValue")


@_attrs_define
class FormComponentValue:
    """The value of one control of the form.

    Attributes:
        name (str): The control's title (表单名称), which is its label in the template. Example: From.
        value (float | str): What is filled in (表单值). Example: Hangzhou.
        ext_value (str | Unset): An extension (扩展字段). Example: ext.
    """

    name: str
    value: float | str
    ext_value: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        value: float | str
        value = self.value

        ext_value = self.ext_value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "value": value,
            }
        )
        if ext_value is not UNSET:
            field_dict["extValue"] = ext_value

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_value(data: object) -> float | str:
            return cast(float | str, data)

        value = _parse_value(d.pop("value"))

        ext_value = d.pop("extValue", UNSET)

        form_component_value = cls(
            name=name,
            value=value,
            ext_value=ext_value,
        )

        form_component_value.additional_properties = d
        return form_component_value

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
