// A careful client in JavaScript, whose numbers are doubles.
const env = process.env;
const request = { process_instance_id: env.DINGTALK_PROCESS_INSTANCE_ID, activity_id: env.DINGTALK_ACTIVITY_ID };
if (env.DINGTALK_ACTIVITY_ID_LIST) request.activity_id_list = JSON.parse(env.DINGTALK_ACTIVITY_ID_LIST);
request.agentid = Number(env.DINGTALK_AGENTID);
const token = encodeURIComponent(env.DINGTALK_ACCESS_TOKEN);
const url = `${env.DINGTALK_BASE_URL}/topapi/process/workrecord/taskgroup/cancel?access_token=${token}`;
const body = JSON.stringify({ request });
const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
const answer = await response.json();
process.exit(response.ok && !Array.isArray(answer) && !answer.errcode ? 0 : 1);
