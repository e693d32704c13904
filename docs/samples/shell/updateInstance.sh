#!/bin/sh
# updateInstance: Complete or terminate an instance (更新实例状态).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
# It needs curl 7.87 or later, and jq.
set -eu

example=$(cat << 'JSON'
{
  "agentid": 111,
  "process_instance_id": "proc-zzz",
  "status": "COMPLETED",
  "result": "agree",
  "cancel_running_task": true
}
JSON
)
body="{\"request\": ${DINGTALK_VALUES-$example}}"
answer=$(printf %s "$body" | curl -sS --fail --max-time 10 \
    --header 'Content-Type: application/json' --data-binary @- \
    --url-query "access_token=$DINGTALK_ACCESS_TOKEN" \
    "$DINGTALK_BASE_URL/topapi/process/workrecord/update")
accepted='length == 1 and (.[0] | type == "object" and (.errcode == 0 or (has("errcode") | not)))'
if ! printf %s "$answer" | jq -es "$accepted" > /dev/null; then
    printf 'rejected: %s\n' "$answer" >&2
    exit 1
fi
printf '%s\n' "$answer"
