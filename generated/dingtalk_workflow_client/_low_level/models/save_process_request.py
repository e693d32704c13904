from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.form_component import FormComponent


T = TypeVar("T", bound="SaveProcessRequest")


@_attrs_define
class SaveProcessRequest:
    """The template as it is to be (审批模板信息).

    Attributes:
        agentid (int): The app's number (应用标识), as the developer console shows it. Example: 111.
        name (str): The name of the template (审批模板名称), unique in the organisation. Example: Leave.
        description (str): What the template is for (审批模板描述). Example: Leave of absence.
        form_component_list (list[FormComponent]): The controls of the form (表单列表), of which lists show the first three.
            Example: [{'component_name': 'TextField', 'props': {'id': 'TextField-J78F056R', 'label': 'From', 'required':
            True}}].
        process_code (str | Unset): The template to update (审批流的唯一码); without it, a new one is created. Example:
            PROC-C54B2B.
        fake_mode (bool | Unset): Whether the template has no steps of its own; it must be true for the own workflow.
            Example: True.
    """

    agentid: int
    name: str
    description: str
    form_component_list: list[FormComponent]
    process_code: str | Unset = UNSET
    fake_mode: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agentid = self.agentid

        name = self.name

        description = self.description

        form_component_list = []
        for form_component_list_item_data in self.form_component_list:
            form_component_list_item = form_component_list_item_data.to_dict()
            form_component_list.append(form_component_list_item)

        process_code = self.process_code

        fake_mode = self.fake_mode

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agentid": agentid,
                "name": name,
                "description": description,
                "form_component_list": form_component_list,
            }
        )
        if process_code is not UNSET:
            field_dict["process_code"] = process_code
        if fake_mode is not UNSET:
            field_dict["fake_mode"] = fake_mode

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.form_component import FormComponent  # noqa: PLC0415

        d = dict(src_dict)
        agentid = d.pop("agentid")

        name = d.pop("name")

        description = d.pop("description")

        form_component_list = []
        _form_component_list = d.pop("form_component_list")
        for form_component_list_item_data in _form_component_list:
            form_component_list_item = FormComponent.from_dict(form_component_list_item_data)

            form_component_list.append(form_component_list_item)

        process_code = d.pop("process_code", UNSET)

        fake_mode = d.pop("fake_mode", UNSET)

        save_process_request = cls(
            agentid=agentid,
            name=name,
            description=description,
            form_component_list=form_component_list,
            process_code=process_code,
            fake_mode=fake_mode,
        )

        save_process_request.additional_properties = d
        return save_process_request

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
