from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_instance_answer import CreateInstanceAnswer
from ...models.create_instance_body import CreateInstanceBody
from ...types import Response


def _get_kwargs(
    *,
    body: CreateInstanceBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/workrecord/create",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreateInstanceAnswer | None:
    if response.status_code == 200:
        response_200 = CreateInstanceAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateInstanceAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateInstanceBody,
) -> Response[CreateInstanceAnswer]:
    """Create an instance of a template (创建实例).

     Creates a workflow instance (审批实例) of a template that has no steps of its own.
    The originator finds it among the workflows that they started (我发起的).
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateInstanceBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateInstanceAnswer]
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
    body: CreateInstanceBody,
) -> CreateInstanceAnswer | None:
    """Create an instance of a template (创建实例).

     Creates a workflow instance (审批实例) of a template that has no steps of its own.
    The originator finds it among the workflows that they started (我发起的).
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateInstanceBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateInstanceAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateInstanceBody,
) -> Response[CreateInstanceAnswer]:
    """Create an instance of a template (创建实例).

     Creates a workflow instance (审批实例) of a template that has no steps of its own.
    The originator finds it among the workflows that they started (我发起的).
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateInstanceBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateInstanceAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateInstanceBody,
) -> CreateInstanceAnswer | None:
    """Create an instance of a template (创建实例).

     Creates a workflow instance (审批实例) of a template that has no steps of its own.
    The originator finds it among the workflows that they started (我发起的).
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (CreateInstanceBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateInstanceAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
