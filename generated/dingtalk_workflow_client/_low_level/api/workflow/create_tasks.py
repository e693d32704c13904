from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_tasks_answer import CreateTasksAnswer
from ...models.create_tasks_body import CreateTasksBody
from ...types import Response


def _get_kwargs(
    *,
    body: CreateTasksBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/workrecord/task/create",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreateTasksAnswer | None:
    if response.status_code == 200:
        response_200 = CreateTasksAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CreateTasksAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTasksBody,
) -> Response[CreateTasksAnswer]:
    """Create to-dos of an instance (创建待办事项).

     Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller
    names.
    An instance has at most 100 to-dos.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateTasksBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateTasksAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTasksBody,
) -> CreateTasksAnswer | None:
    """Create to-dos of an instance (创建待办事项).

     Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller
    names.
    An instance has at most 100 to-dos.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateTasksBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateTasksAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTasksBody,
) -> Response[CreateTasksAnswer]:
    """Create to-dos of an instance (创建待办事项).

     Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller
    names.
    An instance has at most 100 to-dos.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateTasksBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateTasksAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateTasksBody,
) -> CreateTasksAnswer | None:
    """Create to-dos of an instance (创建待办事项).

     Puts to-dos (待办事项) of a workflow instance on the lists of users, in a to-do group that the caller
    names.
    An instance has at most 100 to-dos.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateTasksBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateTasksAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
