from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cancel_task_group_answer import CancelTaskGroupAnswer
from ...models.cancel_task_group_body import CancelTaskGroupBody
from ...types import Response


def _get_kwargs(
    *,
    body: CancelTaskGroupBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/workrecord/taskgroup/cancel",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CancelTaskGroupAnswer | None:
    if response.status_code == 200:
        response_200 = CancelTaskGroupAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CancelTaskGroupAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CancelTaskGroupBody,
) -> Response[CancelTaskGroupAnswer]:
    """Cancel the running to-dos of to-do groups (批量取消待办).

     Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
    It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (CancelTaskGroupBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelTaskGroupAnswer]
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
    body: CancelTaskGroupBody,
) -> CancelTaskGroupAnswer | None:
    """Cancel the running to-dos of to-do groups (批量取消待办).

     Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
    It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (CancelTaskGroupBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelTaskGroupAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CancelTaskGroupBody,
) -> Response[CancelTaskGroupAnswer]:
    """Cancel the running to-dos of to-do groups (批量取消待办).

     Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
    It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (CancelTaskGroupBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelTaskGroupAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CancelTaskGroupBody,
) -> CancelTaskGroupAnswer | None:
    """Cancel the running to-dos of to-do groups (批量取消待办).

     Sets every running to-do (待办) of one or more to-do groups (待办组) of a workflow instance to CANCELED.
    It serves or-sign steps (或签): when one person has decided, the to-dos of the others go away.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it, third-party personal
    apps (第三方个人应用) may not.

    Args:
        body (CancelTaskGroupBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelTaskGroupAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
