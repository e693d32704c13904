#!/bin/sh
# getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
# It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
# It needs curl 7.87 or later, and jq.
set -eu
answer=$(curl -sS --fail --max-time 10 \
    --url-query "appkey=$DINGTALK_APPKEY" \
    --url-query "appsecret=$DINGTALK_APPSECRET" \
    "$DINGTALK_BASE_URL/gettoken")
accepted='length == 1 and (.[0] | type == "object" and (.errcode == 0 or (has("errcode") | not)))'
if ! printf %s "$answer" | jq -es "$accepted" > /dev/null; then
    printf 'rejected: %s\n' "$answer" >&2
    exit 1
fi
printf '%s\n' "$answer"
