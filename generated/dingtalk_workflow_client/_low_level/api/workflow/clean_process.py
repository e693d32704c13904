from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.clean_process_answer import CleanProcessAnswer
from ...models.clean_process_body import CleanProcessBody
from ...types import Response


def _get_kwargs(
    *,
    body: CleanProcessBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/clean",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CleanProcessAnswer | None:
    if response.status_code == 200:
        response_200 = CleanProcessAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CleanProcessAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CleanProcessBody,
) -> Response[CleanProcessAnswer]:
    """Remove the data of a template (清理审批数据).

     Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped
    using it.
    Third-party enterprise apps (第三方企业应用) alone may call it.

    Args:
        body (CleanProcessBody): Whose data of which template to remove.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CleanProcessAnswer]
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
    client: AuthenticatedClient,
    body: CleanProcessBody,
) -> CleanProcessAnswer | None:
    """Remove the data of a template (清理审批数据).

     Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped
    using it.
    Third-party enterprise apps (第三方企业应用) alone may call it.

    Args:
        body (CleanProcessBody): Whose data of which template to remove.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CleanProcessAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CleanProcessBody,
) -> Response[CleanProcessAnswer]:
    """Remove the data of a template (清理审批数据).

     Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped
    using it.
    Third-party enterprise apps (第三方企业应用) alone may call it.

    Args:
        body (CleanProcessBody): Whose data of which template to remove.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CleanProcessAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CleanProcessBody,
) -> CleanProcessAnswer | None:
    """Remove the data of a template (清理审批数据).

     Removes the templates (审批模板), instances and to-dos that an app left in an organisation that stopped
    using it.
    Third-party enterprise apps (第三方企业应用) alone may call it.

    Args:
        body (CleanProcessBody): Whose data of which template to remove.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CleanProcessAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
