from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_token_answer import GetTokenAnswer
from ...types import UNSET, Response


def _get_kwargs(
    *,
    appkey: str,
    appsecret: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["appkey"] = appkey

    params["appsecret"] = appsecret

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/gettoken",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> GetTokenAnswer | None:
    if response.status_code == 200:
        response_200 = GetTokenAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[GetTokenAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    appkey: str,
    appsecret: str,
) -> Response[GetTokenAnswer]:
    """Get the token that the other operations ask for (获取企业内部应用的access_token).

     Gives an app its token (access_token), valid for 7200 seconds.
    Asked again within that time it gives the same token and prolongs it; asked too often it is
    throttled.
    Internal apps (企业内部应用) alone call it.

    Args:
        appkey (str):  Example: dingabcdefgh.
        appsecret (str):  Example: s3cr3t-of-nobody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetTokenAnswer]
    """

    kwargs = _get_kwargs(
        appkey=appkey,
        appsecret=appsecret,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    appkey: str,
    appsecret: str,
) -> GetTokenAnswer | None:
    """Get the token that the other operations ask for (获取企业内部应用的access_token).

     Gives an app its token (access_token), valid for 7200 seconds.
    Asked again within that time it gives the same token and prolongs it; asked too often it is
    throttled.
    Internal apps (企业内部应用) alone call it.

    Args:
        appkey (str):  Example: dingabcdefgh.
        appsecret (str):  Example: s3cr3t-of-nobody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetTokenAnswer
    """

    return sync_detailed(
        client=client,
        appkey=appkey,
        appsecret=appsecret,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    appkey: str,
    appsecret: str,
) -> Response[GetTokenAnswer]:
    """Get the token that the other operations ask for (获取企业内部应用的access_token).

     Gives an app its token (access_token), valid for 7200 seconds.
    Asked again within that time it gives the same token and prolongs it; asked too often it is
    throttled.
    Internal apps (企业内部应用) alone call it.

    Args:
        appkey (str):  Example: dingabcdefgh.
        appsecret (str):  Example: s3cr3t-of-nobody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetTokenAnswer]
    """

    kwargs = _get_kwargs(
        appkey=appkey,
        appsecret=appsecret,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    appkey: str,
    appsecret: str,
) -> GetTokenAnswer | None:
    """Get the token that the other operations ask for (获取企业内部应用的access_token).

     Gives an app its token (access_token), valid for 7200 seconds.
    Asked again within that time it gives the same token and prolongs it; asked too often it is
    throttled.
    Internal apps (企业内部应用) alone call it.

    Args:
        appkey (str):  Example: dingabcdefgh.
        appsecret (str):  Example: s3cr3t-of-nobody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetTokenAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            appkey=appkey,
            appsecret=appsecret,
        )
    ).parsed
