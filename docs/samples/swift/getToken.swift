// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

let environment = ProcessInfo.processInfo.environment
guard let base = environment["DINGTALK_BASE_URL"],
    let appkey = environment["DINGTALK_APPKEY"],
    let appsecret = environment["DINGTALK_APPSECRET"],
    var url = URLComponents(string: base + "/gettoken")
else {
    fatalError("DINGTALK_BASE_URL or the secret is not set")
}
let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain)!
}
url.percentEncodedQuery = "appkey=\(encoded(appkey))&appsecret=\(encoded(appsecret))"
var request = URLRequest(url: url.url!, timeoutInterval: 10)

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
    // The text of the error would hold the URL, and with it the secret.
    FileHandle.standardError.write(Data("no answer to rely on\n".utf8))
    exit(1)
}
