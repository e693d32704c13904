from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.query_tasks_answer import QueryTasksAnswer
from ...models.query_tasks_body import QueryTasksBody
from ...types import Response


def _get_kwargs(
    *,
    body: QueryTasksBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/workrecord/task/query",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> QueryTasksAnswer | None:
    if response.status_code == 200:
        response_200 = QueryTasksAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[QueryTasksAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: QueryTasksBody,
) -> Response[QueryTasksAnswer]:
    """List the to-dos of a user (查询待办列表).

     Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by
    page.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (QueryTasksBody): Whose to-dos are listed, and which of them.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryTasksAnswer]
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
    body: QueryTasksBody,
) -> QueryTasksAnswer | None:
    """List the to-dos of a user (查询待办列表).

     Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by
    page.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (QueryTasksBody): Whose to-dos are listed, and which of them.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryTasksAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: QueryTasksBody,
) -> Response[QueryTasksAnswer]:
    """List the to-dos of a user (查询待办列表).

     Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by
    page.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (QueryTasksBody): Whose to-dos are listed, and which of them.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryTasksAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: QueryTasksBody,
) -> QueryTasksAnswer | None:
    """List the to-dos of a user (查询待办列表).

     Lists the to-dos (待办) of the own workflow that are, or no longer are, on a user's list, page by
    page.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (QueryTasksBody): Whose to-dos are listed, and which of them.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryTasksAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
