"""The clients, with one method for each operation of the document; generated, do not edit."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

from . import _operations, _results
from ._clients import AsyncClient, SyncClient
from ._options import CallOptions
from ._tokens import Credentials

SERVER = "https://oapi.dingtalk.com"
"""The real service (服务地址)."""


class AppCredentials(Credentials):
    """What an app asks for its token with, in the place of one.

    A client gets its token by `get_token`, keeps it until shortly before its end, and gets another one
    where an answer says that it is bad; once for all threads or tasks.

    Args:
        appkey: The app's Client ID (AppKey), shown in the developer console.
            Example: 'dingabcdefgh'.
            Source: documented, token-page.
        appsecret: The app's Client Secret (AppSecret), to be kept from others.
            Example: 's3cr3t-of-nobody'.
            Source: documented, token-page.
    """

    def __init__(self, appkey: str, appsecret: str) -> None:
        super().__init__({"appkey": appkey, "appsecret": appsecret})


class DingTalkWorkflow(SyncClient):
    """DingTalk's own-workflow API (钉钉自有工作流), by calls that block; threads may share it.

    Args:
        token: The access_token (调用服务端API的应用凭证), or a callable that returns one;
            it is asked once, and again when an answer says that the token is bad. Or `AppCredentials`.
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
    _token_operation = _operations.GET_TOKEN
    _token_members = ("access_token", "expires_in")

    def get_token(
        self,
        *,
        appkey: str,
        appsecret: str,
        options: CallOptions | None = None,
    ) -> _results.GetTokenResult:
        """Get the token that the other operations ask for (获取企业内部应用的access_token).

        Gives an app its token (access_token), valid for 7200 seconds.
        Asked again within that time it gives the same token and prolongs it; asked too often it is throttled.
        Internal apps (企业内部应用) alone call it.

        Args:
            appkey: The app's Client ID (AppKey), shown in the developer console.
                Example: 'dingabcdefgh'.
                Source: documented, token-page.
            appsecret: The app's Client Secret (AppSecret), to be kept from others.
                Example: 's3cr3t-of-nobody'.
                Source: documented, token-page.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            40096: The pair of appkey and appsecret is not good (不合法的appKey或appSecret).
            40035: A parameter is missing from the query (缺少参数 corpid or appkey).

        Source:
            documented, token-page: Method, path and query; the page's curl sample sends a body instead, which the
            gateway does not read.
        """
        arguments = {
            "appkey": appkey,
            "appsecret": appsecret,
        }
        accepted = self._call(_operations.GET_TOKEN, arguments, options)
        return _results.GetTokenResult.from_members(accepted.members, accepted.raw)

    def save_process(
        self,
        *,
        agentid: int,
        name: str,
        description: str,
        form_component_list: Sequence[Mapping[str, Any]],
        process_code: str | None = None,
        fake_mode: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.SaveProcessResult:
        """Create or update a template (创建或更新审批模板).

        Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
        An organisation (企业) has at most 200 templates of its own, and each name once.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, save-page: The page says Number; every official SDK says 64-bit integer, and so
                does this document.
            name: The name of the template (审批模板名称), unique in the organisation.
                Example: 'Leave'.
                Source: documented, save-page: The page's answers to questions say that it must be unique; its table
                does not.
            description: What the template is for (审批模板描述).
                Example: 'Leave of absence'.
                Source: documented, save-page.
            form_component_list: The controls of the form (表单列表), of which lists show the first three.
                Example: [{'component_name': 'TextField', 'props': {'id': 'TextField-J78F056R', 'label': 'From',
                'required': True}}].
                Source: documented, save-page: The limit is on the official workflow's page for this path
                (2025-09-08), not on this one.
            process_code: The template to update (审批流的唯一码); without it, a new one is created.
                Example: 'PROC-C54B2B'.
                Source: documented, save-page.
            fake_mode: Whether the template has no steps of its own; it must be true for the own workflow.
                Example: True.
                Source: documented, save-page: The table says that it is optional, the text that it must be true.
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
            810002: The organisation has as many templates as it may (复制的审批流已超过最大数量).
            15: A component_name is not one of the list (服务不可用); sub_code is isp.-1.
            8100017: The template is not the caller's to see (没有访问权限).
            820017: There is a template of this name already (已有相同名称表单).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.

        Source:
            documented, save-page: Method, path and media type; the envelope is in camel case, unlike the siblings'.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "name": name,
            "description": description,
            "form_component_list": form_component_list,
            "fake_mode": fake_mode,
        }
        accepted = self._call(_operations.SAVE_PROCESS, arguments, options)
        return _results.SaveProcessResult.from_members(accepted.members, accepted.raw)

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

    def delete_process(
        self,
        *,
        agentid: int,
        process_code: str,
        clean_running_task: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.DeleteProcessResult:
        """Delete a template (删除模板).

        Deletes a template (审批模板) that was created for the organisation.
        An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as well.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, delete-page: The table says that it is required, the text that third-party
                enterprise apps must send it.
            process_code: The template (审批模板唯一码), by the code that saveProcess gave.
                Example: 'PROC-C54B2B'.
                Source: documented, delete-page.
            clean_running_task: Whether to-dos that run are cleaned away too (是否清理运行中的任务).
                Example: True.
                Source: documented, delete-page.
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
            820004: There is no such template (模板不存在).

        Source:
            documented, delete-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "clean_running_task": clean_running_task,
        }
        accepted = self._call(_operations.DELETE_PROCESS, arguments, options)
        return _results.DeleteProcessResult.from_members(accepted.members, accepted.raw)

    def clean_process(
        self,
        *,
        process_code: str,
        corpid: str,
        options: CallOptions | None = None,
    ) -> _results.CleanProcessResult:
        """Remove the data of a template (清理审批数据).

        Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped using
        it.
        Third-party enterprise apps (第三方企业应用) alone may call it.

        Args:
            process_code: The template (模板唯一码).
                Example: 'PROC-C54B2B'.
                Source: documented, clean-page.
            corpid: The organisation (企业的corpid).
                Example: 'ding1234'.
                Source: documented, clean-page: The page says required; the official Java SDK checks process_code
                alone.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            88: The gateway turns the caller away (鉴权异常); sub_code says why.

        Source:
            documented, clean-page: Method, path and media type; the body has no envelope and the query another
            token.
        """
        arguments = {
            "process_code": process_code,
            "corpid": corpid,
        }
        accepted = self._call(_operations.CLEAN_PROCESS, arguments, options)
        return _results.CleanProcessResult.from_members(accepted.members, accepted.raw)

    def create_instance(
        self,
        *,
        agentid: int,
        process_code: str,
        originator_user_id: str,
        form_component_values: Sequence[Mapping[str, Any]],
        url: str,
        title: str | None = None,
        options: CallOptions | None = None,
    ) -> _results.CreateInstanceResult:
        """Create an instance of a template (创建实例).

        Creates a workflow instance (审批实例) of a template that has no steps of its own.
        The originator finds it among the workflows that they started (我发起的).
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, create-page: The table says required, the text that third-party enterprise apps
                must; the registry optional.
            process_code: The template (审批模板唯一码), by the code that saveProcess gave.
                Example: 'PROC-C54B2B'.
                Source: documented, create-page.
            originator_user_id: The user who starts the instance (发起人的userid).
                Example: 'manager7675'.
                Source: documented, create-page: The page calls them the receiver (接收人), the registry the originator
                (发起人), and optional.
            form_component_values: The form filled in (表单参数列表), control by control.
                Example: [{'name': 'From', 'value': 'Hangzhou'}].
                Source: documented, create-page.
            url: Where the instance leads (跳转url), on mobile and desktop alike.
                Example: 'https://example.com/form/1'.
                Source: documented, create-page.
            title: The title of the instance (实例标题).
                Example: 'Business trip'.
                Source: documented, create-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            830001: There is no such template (审批流不存在).
            8100017: The template was not created by saveProcess with fake_mode (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).

        Source:
            documented, create-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "originator_user_id": originator_user_id,
            "form_component_values": form_component_values,
            "url": url,
            "title": title,
        }
        accepted = self._call(_operations.CREATE_INSTANCE, arguments, options)
        return _results.CreateInstanceResult.from_members(accepted.members, accepted.raw)

    def update_instance(
        self,
        *,
        process_instance_id: str,
        status: Literal["COMPLETED", "TERMINATED"],
        result: str,
        agentid: int | None = None,
        cancel_running_task: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.UpdateInstanceResult:
        """Complete or terminate an instance (更新实例状态).

        Sets the status of a workflow instance (审批实例), and cancels its running to-dos if asked to.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            process_instance_id: The workflow instance (审批实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, update-page.
            status: The status to be (实例状态), completed (结束审批流) or terminated (终止审批流).
                Example: 'COMPLETED'.
                Source: documented, update-page.
            result: The outcome (实例结果); with TERMINATED either value revokes the instance.
                Example: 'agree'.
                Source: documented, update-page: Required with either status; the values of a to-do's result are in
                upper case.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, update-page: Optional here and required by siblings; the page says Number and
                shows text in its sample.
            cancel_running_task: Whether to-dos that run are cancelled too (取消任务).
                Example: True.
                Source: documented, update-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).
            820008: The result is missing (审批系统错误，原因为【审批表单已被管理员修改】).

        Source:
            documented, update-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "status": status,
            "result": result,
            "cancel_running_task": cancel_running_task,
        }
        accepted = self._call(_operations.UPDATE_INSTANCE, arguments, options)
        return _results.UpdateInstanceResult.from_members(accepted.members, accepted.raw)

    def update_instances(
        self,
        *,
        instances: Sequence[Mapping[str, Any]],
        agentid: int | None = None,
        options: CallOptions | None = None,
    ) -> _results.UpdateInstancesResult:
        """Complete or terminate instances (批量更新实例状态).

        Sets the status of several workflow instances (审批实例) in one call.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            instances: The instances (实例列表), each with its status.
                Example: [{'process_instance_id': 'proc-zzz', 'status': 'COMPLETED', 'result': 'agree'}].
                Source: documented, batch-update-page: The page has no limit; the new API's is 50.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, batch-update-page: Optional here and in the registry, required by siblings.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).
            820008: The result is missing (审批系统错误，原因为【审批表单已被管理员修改】).

        Source:
            documented, batch-update-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "instances": instances,
        }
        accepted = self._call(_operations.UPDATE_INSTANCES, arguments, options)
        return _results.UpdateInstancesResult.from_members(accepted.members, accepted.raw)

    def create_tasks(
        self,
        *,
        process_instance_id: str,
        tasks: Sequence[Mapping[str, Any]],
        agentid: int | None = None,
        activity_id: str | None = None,
        options: CallOptions | None = None,
    ) -> _results.CreateTasksResult:
        """Create to-dos of an instance (创建待办事项).

        Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller names.
        An instance has at most 100 to-dos.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            process_instance_id: The workflow instance (审批实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, create-tasks-page.
            tasks: The to-dos (待办事项列表) to create.
                Example: [{'userid': 'manager8409', 'url': 'https://example.com/todo/1'}].
                Source: documented, create-tasks-page: An instance has at most 100 in all, over all calls; no limit
                of one call is given.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, create-tasks-page: Optional here and required by siblings; the page says Number
                and shows text in its sample.
            activity_id: The to-do group (节点ID), named by the caller, by which cancelTaskGroup finds the to-dos.
                Example: '1111'.
                Source: documented, create-tasks-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820010: The instance has as many to-dos as it may (流程任务的数量到达上限).
            820012: The instance is over (流程实例已完结，不能继续创建任务).
            820011: To-dos of the instance are being created already (假流程并发创建任务和实例).
            820004: There is no such instance (审批实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            820008: A url is too long (系统繁忙，请稍后再试).

        Source:
            documented, create-tasks-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "activity_id": activity_id,
            "tasks": tasks,
        }
        accepted = self._call(_operations.CREATE_TASKS, arguments, options)
        return _results.CreateTasksResult.from_members(accepted.members, accepted.raw)

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

    def iter_query_tasks(
        self,
        *,
        userid: str,
        count: int,
        status: Literal[0, -1],
        options: CallOptions | None = None,
    ) -> Iterator[_results.ListedTask]:
        """Return each item of `query_tasks`, page after page; `count` is how many are asked for at once.

        The arguments and errors are those of `query_tasks`; each page is a call of its own.
        """
        passed = 0
        while True:
            page = self.query_tasks(
                userid=userid,
                offset=passed,
                count=count,
                status=status,
                options=options,
            )
            holder = page.result
            found = (holder.list_ or []) if holder else []
            for each in found:
                yield each
            if not (holder and holder.has_more and found):
                return
            passed += len(found)

    def update_tasks(
        self,
        *,
        agentid: int,
        process_instance_id: str,
        tasks: Sequence[Mapping[str, Any]],
        options: CallOptions | None = None,
    ) -> _results.UpdateTasksResult:
        """Complete or cancel to-dos (更新待办状态).

        Sets the status of to-dos (待办任务) of a workflow instance, and with COMPLETED their result.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, update-tasks-page: Required here and optional on the page that creates to-dos.
            process_instance_id: The workflow instance (实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, update-tasks-page.
            tasks: The to-dos (待办任务列表), each with its status.
                Example: [{'task_id': 63266761388, 'status': 'COMPLETED', 'result': 'AGREE'}].
                Source: documented, update-tasks-page: The page has no limit; the new API's is 20.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no such workflow instance (流程实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).

        Source:
            documented, update-tasks-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "tasks": tasks,
        }
        accepted = self._call(_operations.UPDATE_TASKS, arguments, options)
        return _results.UpdateTasksResult.from_members(accepted.members, accepted.raw)

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


class AsyncDingTalkWorkflow(AsyncClient):
    """DingTalk's own-workflow API (钉钉自有工作流), by calls to await under asyncio; tasks may share it.

    Args:
        token: The access_token (调用服务端API的应用凭证), or a callable that returns one or an awaitable of one;
            it is asked once, and again when an answer says that the token is bad. Or `AppCredentials`.
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
    _token_operation = _operations.GET_TOKEN
    _token_members = ("access_token", "expires_in")

    async def get_token(
        self,
        *,
        appkey: str,
        appsecret: str,
        options: CallOptions | None = None,
    ) -> _results.GetTokenResult:
        """Get the token that the other operations ask for (获取企业内部应用的access_token).

        Gives an app its token (access_token), valid for 7200 seconds.
        Asked again within that time it gives the same token and prolongs it; asked too often it is throttled.
        Internal apps (企业内部应用) alone call it.

        Args:
            appkey: The app's Client ID (AppKey), shown in the developer console.
                Example: 'dingabcdefgh'.
                Source: documented, token-page.
            appsecret: The app's Client Secret (AppSecret), to be kept from others.
                Example: 's3cr3t-of-nobody'.
                Source: documented, token-page.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            40096: The pair of appkey and appsecret is not good (不合法的appKey或appSecret).
            40035: A parameter is missing from the query (缺少参数 corpid or appkey).

        Source:
            documented, token-page: Method, path and query; the page's curl sample sends a body instead, which the
            gateway does not read.
        """
        arguments = {
            "appkey": appkey,
            "appsecret": appsecret,
        }
        accepted = await self._call(_operations.GET_TOKEN, arguments, options)
        return _results.GetTokenResult.from_members(accepted.members, accepted.raw)

    async def save_process(
        self,
        *,
        agentid: int,
        name: str,
        description: str,
        form_component_list: Sequence[Mapping[str, Any]],
        process_code: str | None = None,
        fake_mode: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.SaveProcessResult:
        """Create or update a template (创建或更新审批模板).

        Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
        An organisation (企业) has at most 200 templates of its own, and each name once.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, save-page: The page says Number; every official SDK says 64-bit integer, and so
                does this document.
            name: The name of the template (审批模板名称), unique in the organisation.
                Example: 'Leave'.
                Source: documented, save-page: The page's answers to questions say that it must be unique; its table
                does not.
            description: What the template is for (审批模板描述).
                Example: 'Leave of absence'.
                Source: documented, save-page.
            form_component_list: The controls of the form (表单列表), of which lists show the first three.
                Example: [{'component_name': 'TextField', 'props': {'id': 'TextField-J78F056R', 'label': 'From',
                'required': True}}].
                Source: documented, save-page: The limit is on the official workflow's page for this path
                (2025-09-08), not on this one.
            process_code: The template to update (审批流的唯一码); without it, a new one is created.
                Example: 'PROC-C54B2B'.
                Source: documented, save-page.
            fake_mode: Whether the template has no steps of its own; it must be true for the own workflow.
                Example: True.
                Source: documented, save-page: The table says that it is optional, the text that it must be true.
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
            810002: The organisation has as many templates as it may (复制的审批流已超过最大数量).
            15: A component_name is not one of the list (服务不可用); sub_code is isp.-1.
            8100017: The template is not the caller's to see (没有访问权限).
            820017: There is a template of this name already (已有相同名称表单).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.

        Source:
            documented, save-page: Method, path and media type; the envelope is in camel case, unlike the siblings'.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "name": name,
            "description": description,
            "form_component_list": form_component_list,
            "fake_mode": fake_mode,
        }
        accepted = await self._call(_operations.SAVE_PROCESS, arguments, options)
        return _results.SaveProcessResult.from_members(accepted.members, accepted.raw)

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

    async def delete_process(
        self,
        *,
        agentid: int,
        process_code: str,
        clean_running_task: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.DeleteProcessResult:
        """Delete a template (删除模板).

        Deletes a template (审批模板) that was created for the organisation.
        An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as well.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, delete-page: The table says that it is required, the text that third-party
                enterprise apps must send it.
            process_code: The template (审批模板唯一码), by the code that saveProcess gave.
                Example: 'PROC-C54B2B'.
                Source: documented, delete-page.
            clean_running_task: Whether to-dos that run are cleaned away too (是否清理运行中的任务).
                Example: True.
                Source: documented, delete-page.
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
            820004: There is no such template (模板不存在).

        Source:
            documented, delete-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "clean_running_task": clean_running_task,
        }
        accepted = await self._call(_operations.DELETE_PROCESS, arguments, options)
        return _results.DeleteProcessResult.from_members(accepted.members, accepted.raw)

    async def clean_process(
        self,
        *,
        process_code: str,
        corpid: str,
        options: CallOptions | None = None,
    ) -> _results.CleanProcessResult:
        """Remove the data of a template (清理审批数据).

        Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped using
        it.
        Third-party enterprise apps (第三方企业应用) alone may call it.

        Args:
            process_code: The template (模板唯一码).
                Example: 'PROC-C54B2B'.
                Source: documented, clean-page.
            corpid: The organisation (企业的corpid).
                Example: 'ding1234'.
                Source: documented, clean-page: The page says required; the official Java SDK checks process_code
                alone.
            options: What this call does otherwise than the client.

        Returns:
            Accepted where `errcode` is 0 or absent, rejected where it is any other number.
            Both come with HTTP 200.

        Raises:
            InvalidArgument: An argument is not as the document has it; nothing was sent.
            Rejected: The answer says no; `errcode` says why, and some have a kind of their own.
            DingTalkError: Anything else that is not an accepted answer.

        Errors:
            88: The gateway turns the caller away (鉴权异常); sub_code says why.

        Source:
            documented, clean-page: Method, path and media type; the body has no envelope and the query another
            token.
        """
        arguments = {
            "process_code": process_code,
            "corpid": corpid,
        }
        accepted = await self._call(_operations.CLEAN_PROCESS, arguments, options)
        return _results.CleanProcessResult.from_members(accepted.members, accepted.raw)

    async def create_instance(
        self,
        *,
        agentid: int,
        process_code: str,
        originator_user_id: str,
        form_component_values: Sequence[Mapping[str, Any]],
        url: str,
        title: str | None = None,
        options: CallOptions | None = None,
    ) -> _results.CreateInstanceResult:
        """Create an instance of a template (创建实例).

        Creates a workflow instance (审批实例) of a template that has no steps of its own.
        The originator finds it among the workflows that they started (我发起的).
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, create-page: The table says required, the text that third-party enterprise apps
                must; the registry optional.
            process_code: The template (审批模板唯一码), by the code that saveProcess gave.
                Example: 'PROC-C54B2B'.
                Source: documented, create-page.
            originator_user_id: The user who starts the instance (发起人的userid).
                Example: 'manager7675'.
                Source: documented, create-page: The page calls them the receiver (接收人), the registry the originator
                (发起人), and optional.
            form_component_values: The form filled in (表单参数列表), control by control.
                Example: [{'name': 'From', 'value': 'Hangzhou'}].
                Source: documented, create-page.
            url: Where the instance leads (跳转url), on mobile and desktop alike.
                Example: 'https://example.com/form/1'.
                Source: documented, create-page.
            title: The title of the instance (实例标题).
                Example: 'Business trip'.
                Source: documented, create-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            830001: There is no such template (审批流不存在).
            8100017: The template was not created by saveProcess with fake_mode (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).

        Source:
            documented, create-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_code": process_code,
            "originator_user_id": originator_user_id,
            "form_component_values": form_component_values,
            "url": url,
            "title": title,
        }
        accepted = await self._call(_operations.CREATE_INSTANCE, arguments, options)
        return _results.CreateInstanceResult.from_members(accepted.members, accepted.raw)

    async def update_instance(
        self,
        *,
        process_instance_id: str,
        status: Literal["COMPLETED", "TERMINATED"],
        result: str,
        agentid: int | None = None,
        cancel_running_task: bool | None = None,
        options: CallOptions | None = None,
    ) -> _results.UpdateInstanceResult:
        """Complete or terminate an instance (更新实例状态).

        Sets the status of a workflow instance (审批实例), and cancels its running to-dos if asked to.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            process_instance_id: The workflow instance (审批实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, update-page.
            status: The status to be (实例状态), completed (结束审批流) or terminated (终止审批流).
                Example: 'COMPLETED'.
                Source: documented, update-page.
            result: The outcome (实例结果); with TERMINATED either value revokes the instance.
                Example: 'agree'.
                Source: documented, update-page: Required with either status; the values of a to-do's result are in
                upper case.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, update-page: Optional here and required by siblings; the page says Number and
                shows text in its sample.
            cancel_running_task: Whether to-dos that run are cancelled too (取消任务).
                Example: True.
                Source: documented, update-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).
            820008: The result is missing (审批系统错误，原因为【审批表单已被管理员修改】).

        Source:
            documented, update-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "status": status,
            "result": result,
            "cancel_running_task": cancel_running_task,
        }
        accepted = await self._call(_operations.UPDATE_INSTANCE, arguments, options)
        return _results.UpdateInstanceResult.from_members(accepted.members, accepted.raw)

    async def update_instances(
        self,
        *,
        instances: Sequence[Mapping[str, Any]],
        agentid: int | None = None,
        options: CallOptions | None = None,
    ) -> _results.UpdateInstancesResult:
        """Complete or terminate instances (批量更新实例状态).

        Sets the status of several workflow instances (审批实例) in one call.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            instances: The instances (实例列表), each with its status.
                Example: [{'process_instance_id': 'proc-zzz', 'status': 'COMPLETED', 'result': 'agree'}].
                Source: documented, batch-update-page: The page has no limit; the new API's is 50.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, batch-update-page: Optional here and in the registry, required by siblings.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            810003: The form is not well-formed (审批流的表单格式错误).
            820008: The result is missing (审批系统错误，原因为【审批表单已被管理员修改】).

        Source:
            documented, batch-update-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "instances": instances,
        }
        accepted = await self._call(_operations.UPDATE_INSTANCES, arguments, options)
        return _results.UpdateInstancesResult.from_members(accepted.members, accepted.raw)

    async def create_tasks(
        self,
        *,
        process_instance_id: str,
        tasks: Sequence[Mapping[str, Any]],
        agentid: int | None = None,
        activity_id: str | None = None,
        options: CallOptions | None = None,
    ) -> _results.CreateTasksResult:
        """Create to-dos of an instance (创建待办事项).

        Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller names.
        An instance has at most 100 to-dos.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            process_instance_id: The workflow instance (审批实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, create-tasks-page.
            tasks: The to-dos (待办事项列表) to create.
                Example: [{'userid': 'manager8409', 'url': 'https://example.com/todo/1'}].
                Source: documented, create-tasks-page: An instance has at most 100 in all, over all calls; no limit
                of one call is given.
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, create-tasks-page: Optional here and required by siblings; the page says Number
                and shows text in its sample.
            activity_id: The to-do group (节点ID), named by the caller, by which cancelTaskGroup finds the to-dos.
                Example: '1111'.
                Source: documented, create-tasks-page.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820010: The instance has as many to-dos as it may (流程任务的数量到达上限).
            820012: The instance is over (流程实例已完结，不能继续创建任务).
            820011: To-dos of the instance are being created already (假流程并发创建任务和实例).
            820004: There is no such instance (审批实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).
            820008: A url is too long (系统繁忙，请稍后再试).

        Source:
            documented, create-tasks-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "activity_id": activity_id,
            "tasks": tasks,
        }
        accepted = await self._call(_operations.CREATE_TASKS, arguments, options)
        return _results.CreateTasksResult.from_members(accepted.members, accepted.raw)

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

    async def iter_query_tasks(
        self,
        *,
        userid: str,
        count: int,
        status: Literal[0, -1],
        options: CallOptions | None = None,
    ) -> AsyncIterator[_results.ListedTask]:
        """Return each item of `query_tasks`, page after page; `count` is how many are asked for at once.

        The arguments and errors are those of `query_tasks`; each page is a call of its own.
        """
        passed = 0
        while True:
            page = await self.query_tasks(
                userid=userid,
                offset=passed,
                count=count,
                status=status,
                options=options,
            )
            holder = page.result
            found = (holder.list_ or []) if holder else []
            for each in found:
                yield each
            if not (holder and holder.has_more and found):
                return
            passed += len(found)

    async def update_tasks(
        self,
        *,
        agentid: int,
        process_instance_id: str,
        tasks: Sequence[Mapping[str, Any]],
        options: CallOptions | None = None,
    ) -> _results.UpdateTasksResult:
        """Complete or cancel to-dos (更新待办状态).

        Sets the status of to-dos (待办任务) of a workflow instance, and with COMPLETED their result.
        Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
        third-party personal apps (第三方个人应用) may not.

        Args:
            agentid: The app's number (应用标识), as the developer console shows it.
                Example: 111.
                Source: documented, update-tasks-page: Required here and optional on the page that creates to-dos.
            process_instance_id: The workflow instance (实例ID), as createInstance returned it.
                Example: 'proc-zzz'.
                Source: documented, update-tasks-page.
            tasks: The to-dos (待办任务列表), each with its status.
                Example: [{'task_id': 63266761388, 'status': 'COMPLETED', 'result': 'AGREE'}].
                Source: documented, update-tasks-page: The page has no limit; the new API's is 20.
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
            40056: The app's number is not good (无效的微应用ID).
            40083: The suiteKey is not good (无效的suiteKey).
            -1: The service is busy (系统繁忙); try again later.
            400001: The service is busy (系统繁忙); try again later.
            820004: There is no such workflow instance (流程实例不存在).
            8100017: The instance was not created by this family of calls (无操作审批流的权限).

        Source:
            documented, update-tasks-page: Method, path and media type.
        """
        arguments = {
            "agentid": agentid,
            "process_instance_id": process_instance_id,
            "tasks": tasks,
        }
        accepted = await self._call(_operations.UPDATE_TASKS, arguments, options)
        return _results.UpdateTasksResult.from_members(accepted.members, accepted.raw)

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
