from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.listed_task import ListedTask


T = TypeVar("T", bound="QueryTasksPage")


@_attrs_define
class QueryTasksPage:
    """One page of to-dos.

    Attributes:
        has_more (bool | Unset): Whether further to-dos follow this page. Example: False.
        list_ (list[ListedTask] | Unset): The to-dos of this page, in no order that a source settles. Example: [].
    """

    has_more: bool | Unset = UNSET
    list_: list[ListedTask] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        has_more = self.has_more

        list_: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.list_, Unset):
            list_ = []
            for list_item_data in self.list_:
                list_item = list_item_data.to_dict()
                list_.append(list_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if has_more is not UNSET:
            field_dict["has_more"] = has_more
        if list_ is not UNSET:
            field_dict["list"] = list_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.listed_task import ListedTask  # noqa: PLC0415

        d = dict(src_dict)
        has_more = d.pop("has_more", UNSET)

        _list_ = d.pop("list", UNSET)
        list_: list[ListedTask] | Unset = UNSET
        if _list_ is not UNSET:
            list_ = []
            for list_item_data in _list_:
                list_item = ListedTask.from_dict(list_item_data)

                list_.append(list_item)

        query_tasks_page = cls(
            has_more=has_more,
            list_=list_,
        )

        query_tasks_page.additional_properties = d
        return query_tasks_page

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
