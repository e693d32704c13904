from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="GetTokenAnswer")


@_attrs_define
class GetTokenAnswer:
    """What came of the request; open to further fields.

    Attributes:
        errcode (int | Unset): The return code (返回码), 0 or absent where the request was accepted. Example: 0.
        errmsg (str | Unset): The return code in words (返回码描述), for people alone; often absent. Example: ok.
        access_token (str | Unset): The token (access_token), to be kept and sent with each request. Example: 6d1bxxxx.
        expires_in (int | Unset): For how many seconds the token is valid (过期时间). Example: 7200.
    """

    errcode: int | Unset = UNSET
    errmsg: str | Unset = UNSET
    access_token: str | Unset = UNSET
    expires_in: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        errcode = self.errcode

        errmsg = self.errmsg

        access_token = self.access_token

        expires_in = self.expires_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if errcode is not UNSET:
            field_dict["errcode"] = errcode
        if errmsg is not UNSET:
            field_dict["errmsg"] = errmsg
        if access_token is not UNSET:
            field_dict["access_token"] = access_token
        if expires_in is not UNSET:
            field_dict["expires_in"] = expires_in

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        errcode = d.pop("errcode", UNSET)

        errmsg = d.pop("errmsg", UNSET)

        access_token = d.pop("access_token", UNSET)

        expires_in = d.pop("expires_in", UNSET)

        get_token_answer = cls(
            errcode=errcode,
            errmsg=errmsg,
            access_token=access_token,
            expires_in=expires_in,
        )

        get_token_answer.additional_properties = d
        return get_token_answer

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
