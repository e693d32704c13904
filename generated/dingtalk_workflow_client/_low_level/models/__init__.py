"""Contains all the data models used in inputs/outputs"""

from .cancel_task_group_answer import CancelTaskGroupAnswer
from .cancel_task_group_body import CancelTaskGroupBody
from .cancel_task_group_request import CancelTaskGroupRequest
from .clean_process_answer import CleanProcessAnswer
from .clean_process_body import CleanProcessBody
from .create_instance_answer import CreateInstanceAnswer
from .create_instance_body import CreateInstanceBody
from .create_instance_request import CreateInstanceRequest
from .create_tasks_answer import CreateTasksAnswer
from .create_tasks_body import CreateTasksBody
from .create_tasks_request import CreateTasksRequest
from .created_instance import CreatedInstance
from .created_task import CreatedTask
from .delete_process_answer import DeleteProcessAnswer
from .delete_process_body import DeleteProcessBody
from .delete_process_request import DeleteProcessRequest
from .form_component import FormComponent
from .form_component_component_name import FormComponentComponentName
from .form_component_props import FormComponentProps
from .form_component_value import FormComponentValue
from .get_process_by_name_answer import GetProcessByNameAnswer
from .get_process_by_name_body import GetProcessByNameBody
from .get_token_answer import GetTokenAnswer
from .instance_update import InstanceUpdate
from .instance_update_status import InstanceUpdateStatus
from .listed_form import ListedForm
from .listed_task import ListedTask
from .new_task import NewTask
from .query_tasks_answer import QueryTasksAnswer
from .query_tasks_body import QueryTasksBody
from .query_tasks_body_status import QueryTasksBodyStatus
from .query_tasks_page import QueryTasksPage
from .save_process_answer import SaveProcessAnswer
from .save_process_body import SaveProcessBody
from .save_process_request import SaveProcessRequest
from .saved_process import SavedProcess
from .task_update import TaskUpdate
from .task_update_status import TaskUpdateStatus
from .update_instance_answer import UpdateInstanceAnswer
from .update_instance_body import UpdateInstanceBody
from .update_instance_request import UpdateInstanceRequest
from .update_instance_request_status import UpdateInstanceRequestStatus
from .update_instances_answer import UpdateInstancesAnswer
from .update_instances_body import UpdateInstancesBody
from .update_instances_request import UpdateInstancesRequest
from .update_tasks_answer import UpdateTasksAnswer
from .update_tasks_body import UpdateTasksBody
from .update_tasks_request import UpdateTasksRequest

__all__ = (
    "CancelTaskGroupAnswer",
    "CancelTaskGroupBody",
    "CancelTaskGroupRequest",
    "CleanProcessAnswer",
    "CleanProcessBody",
    "CreatedInstance",
    "CreatedTask",
    "CreateInstanceAnswer",
    "CreateInstanceBody",
    "CreateInstanceRequest",
    "CreateTasksAnswer",
    "CreateTasksBody",
    "CreateTasksRequest",
    "DeleteProcessAnswer",
    "DeleteProcessBody",
    "DeleteProcessRequest",
    "FormComponent",
    "FormComponentComponentName",
    "FormComponentProps",
    "FormComponentValue",
    "GetProcessByNameAnswer",
    "GetProcessByNameBody",
    "GetTokenAnswer",
    "InstanceUpdate",
    "InstanceUpdateStatus",
    "ListedForm",
    "ListedTask",
    "NewTask",
    "QueryTasksAnswer",
    "QueryTasksBody",
    "QueryTasksBodyStatus",
    "QueryTasksPage",
    "SavedProcess",
    "SaveProcessAnswer",
    "SaveProcessBody",
    "SaveProcessRequest",
    "TaskUpdate",
    "TaskUpdateStatus",
    "UpdateInstanceAnswer",
    "UpdateInstanceBody",
    "UpdateInstanceRequest",
    "UpdateInstanceRequestStatus",
    "UpdateInstancesAnswer",
    "UpdateInstancesBody",
    "UpdateInstancesRequest",
    "UpdateTasksAnswer",
    "UpdateTasksBody",
    "UpdateTasksRequest",
)
