"""Contains all the data models used in inputs/outputs"""

from .cancel_task_group_answer import CancelTaskGroupAnswer
from .cancel_task_group_body import CancelTaskGroupBody
from .cancel_task_group_request import CancelTaskGroupRequest
from .get_process_by_name_answer import GetProcessByNameAnswer
from .get_process_by_name_body import GetProcessByNameBody
from .listed_form import ListedForm
from .listed_task import ListedTask
from .query_tasks_answer import QueryTasksAnswer
from .query_tasks_body import QueryTasksBody
from .query_tasks_body_status import QueryTasksBodyStatus
from .query_tasks_page import QueryTasksPage

__all__ = (
    "CancelTaskGroupAnswer",
    "CancelTaskGroupBody",
    "CancelTaskGroupRequest",
    "GetProcessByNameAnswer",
    "GetProcessByNameBody",
    "ListedForm",
    "ListedTask",
    "QueryTasksAnswer",
    "QueryTasksBody",
    "QueryTasksBodyStatus",
    "QueryTasksPage",
)
