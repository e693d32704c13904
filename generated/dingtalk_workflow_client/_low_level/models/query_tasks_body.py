from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.query_tasks_body_status import QueryTasksBodyStatus

T = TypeVar("T", bound="QueryTasksBody")


@_attrs_define
class QueryTasksBody:
    """Whose to-dos are listed, and which of them.

    Attributes:
        userid (str): The user (执行人userid) whose to-dos are listed. Example: manager8409.
        offset (int): How many to-dos are passed over (分页游标), from 0. Example: 0.
        count (int): How many to-dos a page has at most (分页大小), 50 being the most. Example: 20.
        status (QueryTasksBodyStatus): 0 for those that wait (待处理), -1 for those that were removed (已经移除). Example: 0.
    """

    userid: str
    offset: int
    count: int
    status: QueryTasksBodyStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        userid = self.userid

        offset = self.offset

        count = self.count

        status = self.status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userid": userid,
                "offset": offset,
                "count": count,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        userid = d.pop("userid")

        offset = d.pop("offset")

        count = d.pop("count")

        status = QueryTasksBodyStatus(d.pop("status"))

        query_tasks_body = cls(
            userid=userid,
            offset=offset,
            count=count,
            status=status,
        )

        query_tasks_body.additional_properties = d
        return query_tasks_body

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
