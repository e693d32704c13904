from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.save_process_answer import SaveProcessAnswer
from ...models.save_process_body import SaveProcessBody
from ...types import Response


def _get_kwargs(
    *,
    body: SaveProcessBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/save",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> SaveProcessAnswer | None:
    if response.status_code == 200:
        response_200 = SaveProcessAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[SaveProcessAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SaveProcessBody,
) -> Response[SaveProcessAnswer]:
    """Create or update a template (创建或更新审批模板).

     Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
    An organisation (企业) has at most 200 templates of its own, and each name once.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (SaveProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SaveProcessAnswer]
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
    body: SaveProcessBody,
) -> SaveProcessAnswer | None:
    """Create or update a template (创建或更新审批模板).

     Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
    An organisation (企业) has at most 200 templates of its own, and each name once.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (SaveProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SaveProcessAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SaveProcessBody,
) -> Response[SaveProcessAnswer]:
    """Create or update a template (创建或更新审批模板).

     Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
    An organisation (企业) has at most 200 templates of its own, and each name once.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (SaveProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SaveProcessAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SaveProcessBody,
) -> SaveProcessAnswer | None:
    """Create or update a template (创建或更新审批模板).

     Creates a template (审批模板) of the own workflow, or updates the one whose process_code is given.
    An organisation (企业) has at most 200 templates of its own, and each name once.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (SaveProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SaveProcessAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
