# getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
# It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
require 'json'
require 'net/http'

query = {
  appkey: ENV.fetch('DINGTALK_APPKEY'),
  appsecret: ENV.fetch('DINGTALK_APPSECRET'),
}
uri = URI(ENV.fetch('DINGTALK_BASE_URL') + '/gettoken')
uri.query = URI.encode_www_form(query)
request = Net::HTTP::Get.new(uri)

http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = uri.scheme == 'https'
http.open_timeout = http.read_timeout = 10
http.max_retries = 0
begin
  response = http.request(request)
rescue SystemCallError, SocketError, IOError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError => error
  abort "no answer to rely on: #{error.class}"
end
abort "rejected: HTTP #{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

answer =
  begin
    JSON.parse(response.body)
  rescue JSON::ParserError
    nil
  end
abort "rejected: #{response.body}" unless answer.is_a?(Hash) && answer.fetch('errcode', 0) == 0
puts response.body
