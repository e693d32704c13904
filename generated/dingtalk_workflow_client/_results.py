"""What accepted calls give; generated, do not edit."""

from attrs import field, frozen

from ._answers import Result


@frozen(kw_only=True, repr=False)
class GetTokenResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, token-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, token-page."""
    access_token: str | None = field(repr=False)
    """The token (access_token), to be kept and sent with each request.
    Example: '6d1bxxxx'.
    Source: documented, token-page."""
    expires_in: float | None
    """For how many seconds the token is valid (过期时间).
    Example: 7200.
    Source: documented, token-page."""


@frozen(kw_only=True, repr=False)
class SavedProcess(Result):
    """The template that was created or updated."""

    process_code: str | None
    """The code of the template (审批模板唯一码), by which instances of it are made.
    Example: 'PROC-C54B2B'.
    Source: documented, save-page."""


@frozen(kw_only=True, repr=False)
class SaveProcessResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, save-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, save-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, save-page."""
    result: SavedProcess | None = field(metadata={"member": "result", "record": SavedProcess})
    """The template that was created or updated.
    Source: documented, save-page."""


@frozen(kw_only=True, repr=False)
class GetProcessByNameResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, template-code-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, template-code-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, template-code-page."""
    process_code: str | None
    """The code of the template (模板code), by which instances of it are made.
    Example: 'PROC-C54B2B'.
    Source: documented, template-code-page."""


@frozen(kw_only=True, repr=False)
class DeleteProcessResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, delete-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, delete-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, delete-page."""
    success: bool | None
    """Whether the template was deleted (成功标识).
    Example: True.
    Source: documented, delete-page."""


@frozen(kw_only=True, repr=False)
class CleanProcessResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, clean-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, clean-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, clean-page."""


@frozen(kw_only=True, repr=False)
class CreatedInstance(Result):
    """The instance that was created (实例信息)."""

    process_instance_id: str | None
    """The workflow instance (审批实例ID), to be kept for the other calls.
    Example: 'proc-zzz'.
    Source: documented, create-page."""


@frozen(kw_only=True, repr=False)
class CreateInstanceResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, create-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, create-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, create-page."""
    success: bool | None
    """Whether the call succeeded (接口调用状态).
    Example: True.
    Source: documented, create-page."""
    result: CreatedInstance | None = field(metadata={"member": "result", "record": CreatedInstance})
    """The instance that was created (实例信息).
    Source: documented, create-page."""


@frozen(kw_only=True, repr=False)
class UpdateInstanceResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, update-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, update-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, update-page."""


@frozen(kw_only=True, repr=False)
class UpdateInstancesResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, batch-update-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, batch-update-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, batch-update-page."""


@frozen(kw_only=True, repr=False)
class CreatedTask(Result):
    """A to-do (待办事项) that was created."""

    task_id: int | str | None
    """The to-do (待办事项ID), by the number that updateTasks asks for.
    Example: 63266761388.
    Source: documented, create-tasks-page: This page says Number; the page that lists to-dos says String for the
    same id, so both conform."""
    userid: str | None
    """The user (执行人的userid) on whose list it is.
    Example: 'manager8409'.
    Source: documented, create-tasks-page."""


@frozen(kw_only=True, repr=False)
class CreateTasksResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, create-tasks-page: The table says Number and the page's sample shows text; the recorded
    answer has a number."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, create-tasks-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, create-tasks-page."""
    tasks: list[CreatedTask] | None = field(hash=False, metadata={"member": "tasks", "record": CreatedTask})
    """The to-dos (待办事项列表) that were created.
    Example: [{'task_id': 63266761388, 'userid': 'manager8409'}].
    Source: documented, create-tasks-page: The table says a list and the page's sample shows one object; the
    recorded answer is a list."""


@frozen(kw_only=True, repr=False)
class ListedForm(Result):
    """One field of a form."""

    title: str | None
    """The name of the field.
    Example: 'From'.
    Source: documented, query-page."""
    content: str | None
    """The value of the field.
    Example: 'Hangzhou'.
    Source: documented, query-page."""


@frozen(kw_only=True, repr=False)
class ListedTask(Result):
    """A to-do (待办) as it is listed."""

    task_id: str | int | None
    """The to-do, by the number that its creation gave.
    Example: '63266761388'.
    Source: documented, query-page: This page says String; the pages that create and update to-dos say Number for
    the same id, so both conform."""
    instance_id: str | None
    """The workflow instance (实例ID) of the to-do.
    Example: 'proc-zzz'.
    Source: documented, query-page."""
    url: str | None
    """Where the to-do leads.
    Example: 'https://example.com/todo/1'.
    Source: documented, query-page."""
    title: str | None
    """The title of the instance.
    Example: 'Business trip'.
    Source: documented, query-page."""
    forms: list[ListedForm] | None = field(hash=False, metadata={"member": "forms", "record": ListedForm})
    """The form of the instance, field by field.
    Example: [].
    Source: documented, query-page."""


@frozen(kw_only=True, repr=False)
class QueryTasksPage(Result):
    """One page of to-dos."""

    has_more: bool | None
    """Whether further to-dos follow this page.
    Example: False.
    Source: documented, query-page."""
    list_: list[ListedTask] | None = field(hash=False, metadata={"member": "list", "record": ListedTask})
    """The to-dos of this page, in no order that a source settles.
    Example: [].
    Source: documented, query-page."""


@frozen(kw_only=True, repr=False)
class QueryTasksResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, query-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, query-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, query-page."""
    result: QueryTasksPage | None = field(metadata={"member": "result", "record": QueryTasksPage})
    """One page of to-dos.
    Source: documented, query-page."""


@frozen(kw_only=True, repr=False)
class UpdateTasksResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, update-tasks-page."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, update-tasks-page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, update-tasks-page."""


@frozen(kw_only=True, repr=False)
class CancelTaskGroupResult(Result):
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, page: The page says number; the official Java SDK says 64-bit integer, and so does this
    document."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, page."""
