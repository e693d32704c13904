from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FormComponentProps")


@_attrs_define
class FormComponentProps:
    """The properties (表单属性) of a control.

    Attributes:
        id (str): The control's name within the template (表单ID), unique there. Example: TextField-J78F056R.
        label (list[str] | str): The control's title (表单名称), which instances name it by. Example: From.
        required (bool | Unset): Whether the control must be filled in (是否必填). Example: True.
    """

    id: str
    label: list[str] | str
    required: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        label: list[str] | str
        if isinstance(self.label, list):
            label = self.label

        else:
            label = self.label

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "label": label,
            }
        )
        if required is not UNSET:
            field_dict["required"] = required

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_label(data: object) -> list[str] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                label_type_1 = cast(list[str], data)

                return label_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | str, data)

        label = _parse_label(d.pop("label"))

        required = d.pop("required", UNSET)

        form_component_props = cls(
            id=id,
            label=label,
            required=required,
        )

        form_component_props.additional_properties = d
        return form_component_props

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
