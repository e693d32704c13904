"""The clients, with one method for each operation of the document; generated, do not edit."""

from typing import Literal

from . import _operations, _results
from ._clients import AsyncClient, SyncClient
from ._options import CallOptions

SERVER = "https://oapi.dingtalk.com"
"""The real service (服务地址)."""


class DingTalkWorkflow(SyncClient):
    """DingTalk's own-workflow API (钉钉自有工作流), by calls that block; threads may share it.

    Args:
        token: The access_token (调用服务端API的应用凭证), or a callable that returns one;
            it is asked once, and again when an answer says that the token is bad.
        base_url: Where the service is, where not the real one; an emulator's address for tests.
        timeout: Seconds for each exchange, from connecting to the last byte of the answer.
        retries: How often a call is sent again in all after throttled, busy or a refused connection.
        resend: Whether to count as such what may have been executed: a lost answer, or HTTP 5xx.
        max_connections: How many connections are open at most.
        proxy: The URL of an HTTP proxy; those of the environment are not used.
        ssl_context: What is trusted instead of the usual certificates.

    Raises:
        InvalidArgument: One of these is none.
    """

    _user_agent = "dingtalk-workflow-client/2.0.0"
    _server = SERVER

    def cancel_task_group(
        self,
        *,
        agentid: int,
        process_instance_id: str,
        activity_id: str,
        activity_id_list: list[str] | tuple[str, ...] | None = None,
        options: CallOptions | None = None,
    ) -> _results.CancelTaskGroupResult:
        """Cancel the running to-dos of to-do groups (批量取消待办).

        Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
        It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), shown on the app's page in the developer console.
                Example: 111.
                Source: documented, page: The page says number; every official SDK says 64-bit integer, and so does
                this document.
            process_instance_id: The workflow instance (实例ID), as the call that created it returned it.
                Example: 'proc-zzz'.
                Source: documented, page.
            activity_id: The to-do group (待办组ID), as the caller named it when creating the to-dos.
                Example: '1111'.
                Source: documented, page.
            activity_id_list: The to-do groups (待办组ID列表) to cancel in one call.
                Example: ['1111', '2222'].
                Source: documented, page: Optional. No source says how it combines with activity_id, nor how long it
                may be.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            43007: The token is not good (需要授权).
            40056: The agentid is not the app's (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no such workflow instance (流程实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).

        Source:
            documented, page: Method, path and both media types stand on the page.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "activity_id": activity_id,
            "activity_id_list": activity_id_list,
        }
        accepted = self._call(_operations.CANCEL_TASK_GROUP, arguments, options)
        return _results.CancelTaskGroupResult.from_members(accepted.members, accepted.raw)

    def query_tasks(
        self,
        *,
        userid: str,
        offset: int,
        count: int,
        status: Literal[0, -1],
        options: CallOptions | None = None,
    ) -> _results.QueryTasksResult:
        """List the to-dos of a user (查询待办列表).

        Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by page.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            userid: The user (执行人userid) whose to-dos are listed.
                Example: 'manager8409'.
                Source: documented, query-page.
            offset: How many to-dos are passed over (分页游标), from 0.
                Example: 0.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            count: How many to-dos a page has at most (分页大小), 50 being the most.
                Example: 20.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            status: 0 for those that wait (待处理), -1 for those that were removed (已经移除).
                Example: 0.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            400002: An argument is missing or not good (用户ID不能为空，请检查).
            40035: The page is not good (参数非法，请检查分页参数跟起始时间).
            43007: The token is not good (需要授权).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.

        Source:
            documented, query-page: Method, path and media type; the body has no envelope.
        """
        arguments = {
            "userid": userid,
            "offset": offset,
            "count": count,
            "status": status,
        }
        accepted = self._call(_operations.QUERY_TASKS, arguments, options)
        return _results.QueryTasksResult.from_members(accepted.members, accepted.raw)

    def get_process_by_name(
        self,
        *,
        name: str,
        options: CallOptions | None = None,
    ) -> _results.GetProcessByNameResult:
        """Find a template by its name (获取模板code).

        Gives the code (process_code) of the template (审批模板) that bears a name.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            name: The name of the template (模板名称).
                Example: 'Leave'.
                Source: documented, template-code-page: The page's example is 事假; ours is ASCII, so that a fault
                with other letters is told by its own clause.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            43007: The token is not good (需要授权).
            8100017: The template is not the caller's to see (没有访问权限).
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no template of this name (模板不存在).

        Source:
            documented, template-code-page: Method, path and media type; the body has no envelope.
        """
        arguments = {
            "name": name,
        }
        accepted = self._call(_operations.GET_PROCESS_BY_NAME, arguments, options)
        return _results.GetProcessByNameResult.from_members(accepted.members, accepted.raw)


class AsyncDingTalkWorkflow(AsyncClient):
    """DingTalk's own-workflow API (钉钉自有工作流), by calls to await under asyncio; tasks may share it.

    Args:
        token: The access_token (调用服务端API的应用凭证), or a callable that returns one or an awaitable of one;
            it is asked once, and again when an answer says that the token is bad.
        base_url: Where the service is, where not the real one; an emulator's address for tests.
        timeout: Seconds for each exchange, from connecting to the last byte of the answer.
        retries: How often a call is sent again in all after throttled, busy or a refused connection.
        resend: Whether to count as such what may have been executed: a lost answer, or HTTP 5xx.
        max_connections: How many connections are open at most.
        proxy: The URL of an HTTP proxy; those of the environment are not used.
        ssl_context: What is trusted instead of the usual certificates.

    Raises:
        InvalidArgument: One of these is none.
    """

    _user_agent = "dingtalk-workflow-client/2.0.0"
    _server = SERVER

    async def cancel_task_group(
        self,
        *,
        agentid: int,
        process_instance_id: str,
        activity_id: str,
        activity_id_list: list[str] | tuple[str, ...] | None = None,
        options: CallOptions | None = None,
    ) -> _results.CancelTaskGroupResult:
        """Cancel the running to-dos of to-do groups (批量取消待办).

        Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
        It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), shown on the app's page in the developer console.
                Example: 111.
                Source: documented, page: The page says number; every official SDK says 64-bit integer, and so does
                this document.
            process_instance_id: The workflow instance (实例ID), as the call that created it returned it.
                Example: 'proc-zzz'.
                Source: documented, page.
            activity_id: The to-do group (待办组ID), as the caller named it when creating the to-dos.
                Example: '1111'.
                Source: documented, page.
            activity_id_list: The to-do groups (待办组ID列表) to cancel in one call.
                Example: ['1111', '2222'].
                Source: documented, page: Optional. No source says how it combines with activity_id, nor how long it
                may be.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            43007: The token is not good (需要授权).
            40056: The agentid is not the app's (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no such workflow instance (流程实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).

        Source:
            documented, page: Method, path and both media types stand on the page.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "activity_id": activity_id,
            "activity_id_list": activity_id_list,
        }
        accepted = await self._call(_operations.CANCEL_TASK_GROUP, arguments, options)
        return _results.CancelTaskGroupResult.from_members(accepted.members, accepted.raw)

    async def query_tasks(
        self,
        *,
        userid: str,
        offset: int,
        count: int,
        status: Literal[0, -1],
        options: CallOptions | None = None,
    ) -> _results.QueryTasksResult:
        """List the to-dos of a user (查询待办列表).

        Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by page.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            userid: The user (执行人userid) whose to-dos are listed.
                Example: 'manager8409'.
                Source: documented, query-page.
            offset: How many to-dos are passed over (分页游标), from 0.
                Example: 0.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            count: How many to-dos a page has at most (分页大小), 50 being the most.
                Example: 20.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            status: 0 for those that wait (待处理), -1 for those that were removed (已经移除).
                Example: 0.
                Source: documented, query-page: The page says Number and shows text in its sample, as the official
                Java SDK sends it.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            400002: An argument is missing or not good (用户ID不能为空，请检查).
            40035: The page is not good (参数非法，请检查分页参数跟起始时间).
            43007: The token is not good (需要授权).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.

        Source:
            documented, query-page: Method, path and media type; the body has no envelope.
        """
        arguments = {
            "userid": userid,
            "offset": offset,
            "count": count,
            "status": status,
        }
        accepted = await self._call(_operations.QUERY_TASKS, arguments, options)
        return _results.QueryTasksResult.from_members(accepted.members, accepted.raw)

    async def get_process_by_name(
        self,
        *,
        name: str,
        options: CallOptions | None = None,
    ) -> _results.GetProcessByNameResult:
        """Find a template by its name (获取模板code).

        Gives the code (process_code) of the template (审批模板) that bears a name.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal apps
        (第三方个人应用) may not.

        Args:
            name: The name of the template (模板名称).
                Example: 'Leave'.
                Source: documented, template-code-page: The page's example is 事假; ours is ASCII, so that a fault
                with other letters is told by its own clause.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            43007: The token is not good (需要授权).
            8100017: The template is not the caller's to see (没有访问权限).
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no template of this name (模板不存在).

        Source:
            documented, template-code-page: Method, path and media type; the body has no envelope.
        """
        arguments = {
            "name": name,
        }
        accepted = await self._call(_operations.GET_PROCESS_BY_NAME, arguments, options)
        return _results.GetProcessByNameResult.from_members(accepted.members, accepted.raw)
