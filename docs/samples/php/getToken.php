<?php
// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
$query = http_build_query([
    'appkey' => getenv('DINGTALK_APPKEY'),
    'appsecret' => getenv('DINGTALK_APPSECRET'),
]);
$curl = curl_init(getenv('DINGTALK_BASE_URL') . '/gettoken?' . $query);
curl_setopt_array($curl, [
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
