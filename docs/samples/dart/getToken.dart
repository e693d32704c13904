// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
import 'dart:convert';
import 'dart:io';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final environment = Platform.environment;
  final url = Uri.parse(environment['DINGTALK_BASE_URL']! + '/gettoken').replace(
    queryParameters: {
      'appkey': environment['DINGTALK_APPKEY']!,
      'appsecret': environment['DINGTALK_APPSECRET']!,
    },
  );
  final response = await http.get(url).timeout(const Duration(seconds: 10));
  final text = utf8.decode(response.bodyBytes);
  if (response.statusCode ~/ 100 != 2 || !isAccepted(jsonDecode(text))) {
    stderr.writeln('rejected: HTTP ${response.statusCode} $text');
    exit(1);
  }
  print(text);
}

bool isAccepted(Object? answer) =>
    answer is Map && (!answer.containsKey('errcode') || answer['errcode'] == 0);
