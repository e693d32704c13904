// updateInstances: Complete or terminate instances (批量更新实例状态).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
// Build it by: cc updateInstances.c $(pkg-config --cflags --libs libcurl jansson)
#include <curl/curl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *example =
    "{\n"
    "  \"agentid\": 111,\n"
    "  \"instances\": [\n"
    "    {\n"
    "      \"process_instance_id\": \"proc-zzz\",\n"
    "      \"status\": \"COMPLETED\",\n"
    "      \"result\": \"agree\"\n"
    "    },\n"
    "    {\n"
    "      \"process_instance_id\": \"proc-yyy\",\n"
    "      \"status\": \"TERMINATED\",\n"
    "      \"result\": \"refuse\"\n"
    "    }\n"
    "  ]\n"
    "}";

static const char *require(const char *name) {
    const char *value = getenv(name);
    if (value == NULL) {
        fprintf(stderr, "%s is not set\n", name);
        exit(1);
    }
    return value;
}

static size_t keep(char *data, size_t size, size_t count, void *stream) {
    return fwrite(data, size, count, stream);
}

static int is_accepted(const char *text, size_t length) {
    json_t *answer = json_loadb(text, length, 0, NULL);
    json_t *errcode = json_object_get(answer, "errcode");
    int is_zero = json_is_number(errcode) && json_number_value(errcode) == 0;
    int accepted = json_is_object(answer) && (errcode == NULL || is_zero);
    json_decref(answer);
    return accepted;
}

int main(void) {
    CURL *curl = curl_easy_init();
    char *text = NULL, *url = NULL;
    size_t length = 0, url_length = 0;
    FILE *address = open_memstream(&url, &url_length), *stream = open_memstream(&text, &length);
    char *token = curl_easy_escape(curl, require("DINGTALK_ACCESS_TOKEN"), 0);
    fprintf(address, "%s", require("DINGTALK_BASE_URL"));
    fprintf(address, "/topapi/process/workrecord/batchupdate?access_token=%s", token);
    fclose(address);

    const char *values = getenv("DINGTALK_VALUES");
    char *body = NULL;
    size_t body_length = 0;
    FILE *writer = open_memstream(&body, &body_length);
    fprintf(writer, "{\"request\": %s}", values != NULL ? values : example);
    fclose(writer);
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, stream);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
    CURLcode code = curl_easy_perform(curl);
    fclose(stream);
    int accepted = code == CURLE_OK && is_accepted(text, length);
    if (code != CURLE_OK) {
        fprintf(stderr, "no answer to rely on: %s\n", curl_easy_strerror(code));
    } else {
        fprintf(accepted ? stdout : stderr, "%s%s\n", accepted ? "" : "rejected: ", text);
    }

    curl_free(token);
    curl_slist_free_all(headers);
    free(body);
    curl_easy_cleanup(curl);
    free(url);
    free(text);
    return accepted ? 0 : 1;
}
