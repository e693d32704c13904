from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.form_component_value import FormComponentValue


T = TypeVar("T", bound="CreateInstanceRequest")


@_attrs_define
class CreateInstanceRequest:
    """The instance as it is to be (请求对象).

    Attributes:
        agentid (int): The app's number (应用标识), as the developer console shows it. Example: 111.
        process_code (str): The template (审批模板唯一码), by the code that saveProcess gave. Example: PROC-C54B2B.
        originator_user_id (str): The user who starts the instance (发起人的userid). Example: manager7675.
        form_component_values (list[FormComponentValue]): The form filled in (表单参数列表), control by control. Example:
            [{'name': 'From', 'value': 'Hangzhou'}].
        url (str): Where the instance leads (跳转url), on mobile and desktop alike. Example: https://example.com/form/1.
        title (str | Unset): The title of the instance (实例标题). Example: Business trip.
    """

    agentid: int
    process_code: str
    originator_user_id: str
    form_component_values: list[FormComponentValue]
    url: str
    title: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agentid = self.agentid

        process_code = self.process_code

        originator_user_id = self.originator_user_id

        form_component_values = []
        for form_component_values_item_data in self.form_component_values:
            form_component_values_item = form_component_values_item_data.to_dict()
            form_component_values.append(form_component_values_item)

        url = self.url

        title = self.title

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agentid": agentid,
                "process_code": process_code,
                "originator_user_id": originator_user_id,
                "form_component_values": form_component_values,
                "url": url,
            }
        )
        if title is not UNSET:
            field_dict["title"] = title

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.form_component_value import FormComponentValue  # noqa: PLC0415

        d = dict(src_dict)
        agentid = d.pop("agentid")

        process_code = d.pop("process_code")

        originator_user_id = d.pop("originator_user_id")

        form_component_values = []
        _form_component_values = d.pop("form_component_values")
        for form_component_values_item_data in _form_component_values:
            form_component_values_item = FormComponentValue.from_dict(form_component_values_item_data)

            form_component_values.append(form_component_values_item)

        url = d.pop("url")

        title = d.pop("title", UNSET)

        create_instance_request = cls(
            agentid=agentid,
            process_code=process_code,
            originator_user_id=originator_user_id,
            form_component_values=form_component_values,
            url=url,
            title=title,
        )

        create_instance_request.additional_properties = d
        return create_instance_request

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
