"""What `getToken` (获取企业内部应用的access_token) does: give an app its token, the same one as long as it is valid."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...exchange import JSON_MEDIA_TYPE
from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, Grant, State
from ._common import OwnWorkflow

SECONDS = 7200
_PAIR_UNKNOWN = Rejection(
    errcode=40096, errmsg="不合法的appKey或appSecret", has_request_id=False, media_type=JSON_MEDIA_TYPE
)


class GetToken(OwnWorkflow):
    """The operation on whatever state it is given."""

    # Recorded.
    parameter_missing = Rejection(
        errcode=40035, errmsg="缺少参数 corpid or appkey", has_request_id=False, media_type=JSON_MEDIA_TYPE
    )

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Give the app of the pair its token, with all its time before it; a new one where the old one is over."""
        pair = (body["appkey"], body["appsecret"])
        app = next((each for each in state.apps.values() if each.key and (each.key, each.secret) == pair), None)
        if app is None:
            raise Refused(_PAIR_UNKNOWN)
        held = [value for value, grant in state.tokens.items() if grant.app.id == app.id and not grant.parameter]
        good = next((value for value in held if not state.is_expired(state.tokens[value])), None)
        if good is None:
            good = state.new_id().hex.encode()
            state.tokens[good] = Grant(app=app, expires_at=state.clock() + SECONDS)
        elif state.tokens[good].expires_at is not None:
            state.tokens[good] = replace(state.tokens[good], expires_at=state.clock() + SECONDS)
        return {"access_token": good.decode("utf-8", "surrogatepass"), "errmsg": "ok", "expires_in": SECONDS}

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first app that has a key into the example."""
        app = next((each for each in state.apps.values() if each.key), None)
        return example if app is None else {**example, "appkey": app.key, "appsecret": app.secret}


BEHAVIOUR: Behaviour = GetToken()
