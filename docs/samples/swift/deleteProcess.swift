// deleteProcess: Delete a template (删除模板).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

let example = #"""
{
  "agentid": 111,
  "process_code": "PROC-C54B2B",
  "clean_running_task": true
}
"""#

let environment = ProcessInfo.processInfo.environment
guard let base = environment["DINGTALK_BASE_URL"],
    let token = environment["DINGTALK_ACCESS_TOKEN"],
    var url = URLComponents(string: base + "/topapi/process/delete")
else {
    fatalError("DINGTALK_BASE_URL or the token is not set")
}
let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain)!
}
url.percentEncodedQuery = "access_token=\(encoded(token))"
var request = URLRequest(url: url.url!, timeoutInterval: 10)
let values = environment["DINGTALK_VALUES"] ?? example
request.httpMethod = "POST"
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.httpBody = Data("{\"request\": \(values)}".utf8)

func isAccepted(_ data: Data) -> Bool {
    guard let answer = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return false }
    guard let errcode = answer["errcode"] else { return true }
    return (errcode as? NSNumber)?.doubleValue == 0
}

do {
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as! HTTPURLResponse).statusCode
    let text = String(decoding: data, as: UTF8.self)
    guard status / 100 == 2, isAccepted(data) else {
        FileHandle.standardError.write(Data("rejected: HTTP \(status) \(text)\n".utf8))
        exit(1)
    }
    print(text)
} catch {
    // The text of the error would hold the URL, and with it the token.
    FileHandle.standardError.write(Data("no answer to rely on\n".utf8))
    exit(1)
}
