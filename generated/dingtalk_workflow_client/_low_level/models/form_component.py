from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.form_component_component_name import FormComponentComponentName

if TYPE_CHECKING:
    from ..models.form_component_props import FormComponentProps


T = TypeVar("T", bound="FormComponent")


@_attrs_define
class FormComponent:
    """A control (表单组件) of the form.

    Attributes:
        component_name (FormComponentComponentName): The kind of control (表单名称), one of a fixed set. Example: TextField.
        props (FormComponentProps): The properties (表单属性) of a control.
    """

    component_name: FormComponentComponentName
    props: FormComponentProps
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        component_name = self.component_name.value

        props = self.props.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component_name": component_name,
                "props": props,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.form_component_props import FormComponentProps  # noqa: PLC0415

        d = dict(src_dict)
        component_name = FormComponentComponentName(d.pop("component_name"))

        props = FormComponentProps.from_dict(d.pop("props"))

        form_component = cls(
            component_name=component_name,
            props=props,
        )

        form_component.additional_properties = d
        return form_component

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
