"""The ways to say no, worded as the public gateway was recorded to word them, or as its table of codes has them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..exchange import JSON_MEDIA_TYPE

GATEWAY_MEDIA_TYPE = "application/json;charset=UTF-8"
API_PREFIX = "/topapi/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """What an answer says whose errcode is not 0."""

    errcode: int
    errmsg: str | None = None
    sub_code: str | None = None
    sub_msg: str | None = None
    has_request_id: bool = True
    media_type: str = GATEWAY_MEDIA_TYPE
    breaches: tuple[str, ...] = ()
    """What the request broke, each as the end of the id of a clause on clients."""

    def members(self, request_id: str) -> dict[str, Any]:
        """Return the members of the answer in the recorded order, without those that are absent."""
        members = {
            "errcode": self.errcode,
            "sub_code": self.sub_code,
            "sub_msg": self.sub_msg,
            "errmsg": self.errmsg,
            "request_id": request_id if self.has_request_id else None,
        }
        return {name: value for name, value in members.items() if value is not None}


class Refused(Exception):
    """Ends what an operation does before it changes anything."""

    def __init__(self, rejection: Rejection) -> None:
        """Keep the way to say no."""
        super().__init__(rejection.errmsg)
        self.rejection = rejection


def refuse_path(path: str) -> Rejection:
    """Refuse a path that the document lacks, in one way below /topapi/ and in another elsewhere."""
    if not path.startswith(API_PREFIX):
        return URI_UNKNOWN
    name = path.removeprefix(API_PREFIX).replace("/", ".")
    sub_msg = f"不合法ApiName，ApiName = dingtalk.oapi.{name}"
    return Rejection(errcode=22, sub_msg=sub_msg, errmsg=f"Invalid method[submsg={sub_msg}]")


def refuse_method(documented: str) -> Rejection:
    """Refuse a method other than the documented one; recorded from a sibling module, which gives no request_id."""
    errcode = _METHOD_CODES.get(documented, 43002)
    return Rejection(
        errcode=errcode, errmsg=f"需要{documented}请求", has_request_id=False, breaches=("envelope/method",)
    )


def refuse_argument(steps: tuple[str, ...], *, is_missing: bool) -> Rejection:
    """Refuse a body for what stands, or does not stand, at the end of these steps.

    Codes 40 and 41 are recorded for the outermost arguments alone; for what is below them 400002 is our reading.
    """
    if not steps:
        return BODY_UNFIT
    if len(steps) == 1:
        errcode, words = (40, "Missing required arguments") if is_missing else (41, "Invalid arguments")
        return Rejection(errcode=errcode, errmsg=f"{words}:{steps[0]}")
    fault = "不能为空" if is_missing else "参数错误"
    return Rejection(errcode=400002, errmsg=f"{'.'.join(steps)}{fault}，请检查")


def refuse_caller(sub_code: str, sub_msg: str, *breaches: str) -> Rejection:
    """Refuse a caller in the gateway's envelope."""
    errmsg = f"ding talk error[subcode={sub_code},submsg={sub_msg}]"
    return Rejection(errcode=88, sub_code=sub_code, sub_msg=sub_msg, errmsg=errmsg, breaches=breaches)


_METHOD_CODES: Mapping[str, int] = {"GET": 43001, "POST": 43002}

# Recorded.
URI_UNKNOWN = Rejection(errcode=404, errmsg="请求的URI地址不存在", has_request_id=False, media_type=JSON_MEDIA_TYPE)
TOKEN_BLANK = refuse_caller("40000", "access_token is blank", "envelope/token/present")
TOKEN_UNKNOWN = refuse_caller("40014", "不合法的access_token", "envelope/token/value")
TOKEN_EXPIRED = {
    # 42001 is in the service's table, and was never seen below /topapi/.
    "40014": replace(TOKEN_UNKNOWN, breaches=()),
    "42001": refuse_caller("42001", "access_token超时"),
}
PERMISSION_MISSING = refuse_caller(
    "60011",
    "应用尚未开通所需的权限：[Workflow.Instance.Write]，点击链接申请并开通即可："
    "https://open-dev.dingtalk.com/appscope/apply, {requiredScopes=[Workflow.Instance.Write]}",
)

# The codes are in the service's table; that they answer these requests is our reading.
MEDIA_TYPE_UNFIT = Rejection(errcode=43009, errmsg="POST 需要 json", breaches=("envelope/content-type",))
CHARSET_UNFIT = Rejection(
    errcode=43005, errmsg="Content-Type 必须为 application/json;charset=UTF-8", breaches=("envelope/encoding",)
)
BODY_EMPTY = Rejection(errcode=44002, errmsg="POST 数据包为空", breaches=("sent/body/required",))
BODY_TOO_LONG = Rejection(errcode=40035, errmsg="不合法的参数，数据包过大")
BODY_UNREADABLE = Rejection(errcode=47001, errmsg="解析 JSON 错误")
BODY_UNFIT = Rejection(errcode=40035, errmsg="不合法的参数")
