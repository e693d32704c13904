"""What accepted calls give; generated, do not edit."""

from attrs import field, frozen

from ._answers import Result


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
    Example: '6q28gf3arst9'.
    Source: documented, query-page."""
    result: QueryTasksPage | None = field(metadata={"member": "result", "record": QueryTasksPage})
    """One page of to-dos.
    Source: documented, query-page."""


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
    Example: '47fn7lwjrxyt'.
    Source: documented, template-code-page."""
    process_code: str | None
    """The code of the template (模板code), by which instances of it are made.
    Example: 'PROC-C54B2B'.
    Source: documented, template-code-page."""
