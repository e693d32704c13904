from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.listed_form import ListedForm


T = TypeVar("T", bound="ListedTask")


@_attrs_define
class ListedTask:
    """A to-do (待办) as it is listed.

    Attributes:
        task_id (int | str | Unset): The to-do, by the number that its creation gave. Example: 63266761388.
        instance_id (str | Unset): The workflow instance (实例ID) of the to-do. Example: proc-zzz.
        url (str | Unset): Where the to-do leads. Example: https://example.com/todo/1.
        title (str | Unset): The title of the instance. Example: Business trip.
        forms (list[ListedForm] | Unset): The form of the instance, field by field. Example: [].
    """

    task_id: int | str | Unset = UNSET
    instance_id: str | Unset = UNSET
    url: str | Unset = UNSET
    title: str | Unset = UNSET
    forms: list[ListedForm] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        task_id: int | str | Unset
        if isinstance(self.task_id, Unset):
            task_id = UNSET
        else:
            task_id = self.task_id

        instance_id = self.instance_id

        url = self.url

        title = self.title

        forms: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.forms, Unset):
            forms = []
            for forms_item_data in self.forms:
                forms_item = forms_item_data.to_dict()
                forms.append(forms_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if task_id is not UNSET:
            field_dict["task_id"] = task_id
        if instance_id is not UNSET:
            field_dict["instance_id"] = instance_id
        if url is not UNSET:
            field_dict["url"] = url
        if title is not UNSET:
            field_dict["title"] = title
        if forms is not UNSET:
            field_dict["forms"] = forms

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.listed_form import ListedForm  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_task_id(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        task_id = _parse_task_id(d.pop("task_id", UNSET))

        instance_id = d.pop("instance_id", UNSET)

        url = d.pop("url", UNSET)

        title = d.pop("title", UNSET)

        _forms = d.pop("forms", UNSET)
        forms: list[ListedForm] | Unset = UNSET
        if _forms is not UNSET:
            forms = []
            for forms_item_data in _forms:
                forms_item = ListedForm.from_dict(forms_item_data)

                forms.append(forms_item)

        listed_task = cls(
            task_id=task_id,
            instance_id=instance_id,
            url=url,
            title=title,
            forms=forms,
        )

        listed_task.additional_properties = d
        return listed_task

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
