from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CleanProcessAnswer")


@_attrs_define
class CleanProcessAnswer:
    """What came of the request; open to further fields.

    Attributes:
        errcode (int | Unset): The return code (返回码), 0 or absent where the request was accepted. Example: 0.
        errmsg (str | Unset): The return code in words (返回码描述), for people alone; often absent. Example: ok.
        request_id (str | Unset): The identifier of this request (请求ID), to quote when asking DingTalk for help.
            Example: 146262d9p0xmi.
    """

    errcode: int | Unset = UNSET
    errmsg: str | Unset = UNSET
    request_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        errcode = self.errcode

        errmsg = self.errmsg

        request_id = self.request_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if errcode is not UNSET:
            field_dict["errcode"] = errcode
        if errmsg is not UNSET:
            field_dict["errmsg"] = errmsg
        if request_id is not UNSET:
            field_dict["request_id"] = request_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        errcode = d.pop("errcode", UNSET)

        errmsg = d.pop("errmsg", UNSET)

        request_id = d.pop("request_id", UNSET)

        clean_process_answer = cls(
            errcode=errcode,
            errmsg=errmsg,
            request_id=request_id,
        )

        clean_process_answer.additional_properties = d
        return clean_process_answer

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
