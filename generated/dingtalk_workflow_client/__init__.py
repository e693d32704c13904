"""A client of DingTalk's own-workflow API (钉钉自有工作流), generated from its contract; do not edit."""

from ._answers import RawAnswer
from ._options import CallOptions
from ._results import (
    CancelTaskGroupResult,
    GetProcessByNameResult,
    ListedForm,
    ListedTask,
    QueryTasksPage,
    QueryTasksResult,
)
from ._workflow import AsyncDingTalkWorkflow, DingTalkWorkflow
from .errors import (
    AuthenticationFailed,
    Busy,
    ClientClosed,
    ConnectionFailed,
    DingTalkError,
    InvalidArgument,
    MalformedAnswer,
    PermissionDenied,
    Rejected,
    Throttled,
    TimedOut,
    TokenUnavailable,
    TransportFailed,
    UnexpectedStatus,
)

__version__ = "2.0.0"

__all__ = [
    "AsyncDingTalkWorkflow",
    "AuthenticationFailed",
    "Busy",
    "CallOptions",
    "CancelTaskGroupResult",
    "ClientClosed",
    "ConnectionFailed",
    "DingTalkError",
    "DingTalkWorkflow",
    "GetProcessByNameResult",
    "InvalidArgument",
    "ListedForm",
    "ListedTask",
    "MalformedAnswer",
    "PermissionDenied",
    "QueryTasksPage",
    "QueryTasksResult",
    "RawAnswer",
    "Rejected",
    "Throttled",
    "TimedOut",
    "TokenUnavailable",
    "TransportFailed",
    "UnexpectedStatus",
    "__version__",
]
