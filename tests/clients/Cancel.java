import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client on the HTTP client of Java, which offers HTTP/2 in HTTP/1.1; it looks for errcode in the text. */
public class Cancel {
    private static final String PATH = "/topapi/process/workrecord/taskgroup/cancel";
    private static final Pattern ERRCODE = Pattern.compile("\"errcode\":(-?[0-9]+)");

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public static void main(String[] words) throws Exception {
        var env = System.getenv();
        String list = env.get("DINGTALK_ACTIVITY_ID_LIST");
        String body = "{\"request\":{\"agentid\":" + Long.parseLong(env.get("DINGTALK_AGENTID"))
            + ",\"process_instance_id\":" + quote(env.get("DINGTALK_PROCESS_INSTANCE_ID"))
            + ",\"activity_id\":" + quote(env.get("DINGTALK_ACTIVITY_ID"))
            + (list == null ? "" : ",\"activity_id_list\":" + list) + "}}";
        String token = URLEncoder.encode(env.get("DINGTALK_ACCESS_TOKEN"), StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(env.get("DINGTALK_BASE_URL") + PATH + "?access_token=" + token))
            .timeout(Duration.ofSeconds(8))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        Matcher found = ERRCODE.matcher(answer.body());
        System.exit(answer.statusCode() == 200 && found.find() && found.group(1).equals("0") ? 0 : 1);
    }
}
