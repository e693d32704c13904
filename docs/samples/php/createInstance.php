<?php
// createInstance: Create an instance of a template (创建实例).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
$example = <<<'JSON'
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
JSON;
$values = getenv('DINGTALK_VALUES') ?: $example;
$query = http_build_query(['access_token' => getenv('DINGTALK_ACCESS_TOKEN')]);
$curl = curl_init(getenv('DINGTALK_BASE_URL') . '/topapi/process/workrecord/create?' . $query);
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_POSTFIELDS => "{\"request\": $values}",
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FAILONERROR => true,
    CURLOPT_TIMEOUT => 10,
]);
$text = curl_exec($curl);
if ($text === false) {
    fwrite(STDERR, 'no answer to rely on: ' . curl_error($curl) . "\n");
    exit(1);
}
$answer = json_decode($text);
if (!$answer instanceof stdClass || (property_exists($answer, 'errcode') && $answer->errcode !== 0)) {
    fwrite(STDERR, "rejected: $text\n");
    exit(1);
}
echo $text, "\n";
