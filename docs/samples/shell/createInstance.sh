#!/bin/sh
# createInstance: Create an instance of a template (创建实例).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
# It needs curl 7.87 or later, and jq.
set -eu

example=$(cat << 'JSON'
{
  "agentid": 111,
  "process_code": "PROC-C54B2B",
  "originator_user_id": "manager7675",
  "form_component_values": [
    {
      "name": "From",
      "value": "Hangzhou",
      "extValue": "ext"
    }
  ],
  "url": "https://example.com/form/1",
  "title": "Business trip"
}
JSON
)
body="{\"request\": ${DINGTALK_VALUES-$example}}"
answer=$(printf %s "$body" | curl -sS --fail --max-time 10 \
    --header 'Content-Type: application/json' --data-binary @- \
    --url-query "access_token=$DINGTALK_ACCESS_TOKEN" \
    "$DINGTALK_BASE_URL/topapi/process/workrecord/create")
accepted='length == 1 and (.[0] | type == "object" and (.errcode == 0 or (has("errcode") | not)))'
if ! printf %s "$answer" | jq -es "$accepted" > /dev/null; then
    printf 'rejected: %s\n' "$answer" >&2
    exit 1
fi
printf '%s\n' "$answer"
