from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.instance_update import InstanceUpdate


T = TypeVar("T", bound="UpdateInstancesRequest")


@_attrs_define
class UpdateInstancesRequest:
    """Which instances get which status (请求对象).

    Attributes:
        instances (list[InstanceUpdate]): The instances (实例列表), each with its status. Example: [{'process_instance_id':
            'proc-zzz', 'status': 'COMPLETED', 'result': 'agree'}].
        agentid (int | Unset): The app's number (应用标识), as the developer console shows it. Example: 111.
    """

    instances: list[InstanceUpdate]
    agentid: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        instances = []
        for instances_item_data in self.instances:
            instances_item = instances_item_data.to_dict()
            instances.append(instances_item)

        agentid = self.agentid

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "instances": instances,
            }
        )
        if agentid is not UNSET:
            field_dict["agentid"] = agentid

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.instance_update import InstanceUpdate  # noqa: PLC0415

        d = dict(src_dict)
        instances = []
        _instances = d.pop("instances")
        for instances_item_data in _instances:
            instances_item = InstanceUpdate.from_dict(instances_item_data)

            instances.append(instances_item)

        agentid = d.pop("agentid", UNSET)

        update_instances_request = cls(
            instances=instances,
            agentid=agentid,
        )

        update_instances_request.additional_properties = d
        return update_instances_request

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
