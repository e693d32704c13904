from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CancelTaskGroupRequest")


@_attrs_define
class CancelTaskGroupRequest:
    """Which to-do groups of which workflow instance to cancel (请求对象).

    Attributes:
        agentid (int): The app's number (应用标识), shown on the app's page in the developer console. Example: 111.
        process_instance_id (str): The workflow instance (实例ID), as the call that created it returned it. Example: proc-
            zzz.
        activity_id (str): The to-do group (待办组ID), as the caller named it when creating the to-dos. Example: 1111.
        activity_id_list (list[str] | Unset): The to-do groups (待办组ID列表) to cancel in one call. Example: ['1111',
            '2222'].
    """

    agentid: int
    process_instance_id: str
    activity_id: str
    activity_id_list: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agentid = self.agentid

        process_instance_id = self.process_instance_id

        activity_id = self.activity_id

        activity_id_list: list[str] | Unset = UNSET
        if not isinstance(self.activity_id_list, Unset):
            activity_id_list = self.activity_id_list

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agentid": agentid,
                "process_instance_id": process_instance_id,
                "activity_id": activity_id,
            }
        )
        if activity_id_list is not UNSET:
            field_dict["activity_id_list"] = activity_id_list

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agentid = d.pop("agentid")

        process_instance_id = d.pop("process_instance_id")

        activity_id = d.pop("activity_id")

        activity_id_list = cast(list[str], d.pop("activity_id_list", UNSET))

        cancel_task_group_request = cls(
            agentid=agentid,
            process_instance_id=process_instance_id,
            activity_id=activity_id,
            activity_id_list=activity_id_list,
        )

        cancel_task_group_request.additional_properties = d
        return cancel_task_group_request

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
