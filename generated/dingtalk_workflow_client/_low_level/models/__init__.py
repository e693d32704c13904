"""Contains all the data models used in inputs/outputs"""

from .cancel_task_group_answer import CancelTaskGroupAnswer
from .cancel_task_group_body import CancelTaskGroupBody
from .cancel_task_group_request import CancelTaskGroupRequest

__all__ = (
    "CancelTaskGroupAnswer",
    "CancelTaskGroupBody",
    "CancelTaskGroupRequest",
)
