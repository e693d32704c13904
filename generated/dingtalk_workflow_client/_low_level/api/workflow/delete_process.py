from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.delete_process_answer import DeleteProcessAnswer
from ...models.delete_process_body import DeleteProcessBody
from ...types import Response


def _get_kwargs(
    *,
    body: DeleteProcessBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/topapi/process/delete",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> DeleteProcessAnswer | None:
    if response.status_code == 200:
        response_200 = DeleteProcessAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[DeleteProcessAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DeleteProcessBody,
) -> Response[DeleteProcessAnswer]:
    """Delete a template (删除模板).

     Deletes a template (审批模板) that was created for the organisation.
    An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as
    well.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (DeleteProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeleteProcessAnswer]
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
    body: DeleteProcessBody,
) -> DeleteProcessAnswer | None:
    """Delete a template (删除模板).

     Deletes a template (审批模板) that was created for the organisation.
    An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as
    well.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (DeleteProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeleteProcessAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DeleteProcessBody,
) -> Response[DeleteProcessAnswer]:
    """Delete a template (删除模板).

     Deletes a template (审批模板) that was created for the organisation.
    An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as
    well.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (DeleteProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeleteProcessAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: DeleteProcessBody,
) -> DeleteProcessAnswer | None:
    """Delete a template (删除模板).

     Deletes a template (审批模板) that was created for the organisation.
    An internal app deletes the template alone, a third-party enterprise app its instances and to-dos as
    well.
    Internal apps (企业内部应用) and third-party enterprise apps (第三方企业应用) may call it,
    third-party personal apps (第三方个人应用) may not.

    Args:
        body (DeleteProcessBody): The envelope around the request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeleteProcessAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
