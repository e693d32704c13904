# getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
# It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
library(httr2)

answer <- tryCatch(
  request(Sys.getenv("DINGTALK_BASE_URL")) |>
    req_url_path("/gettoken") |>
    req_url_query(appkey = Sys.getenv("DINGTALK_APPKEY")) |>
    req_url_query(appsecret = Sys.getenv("DINGTALK_APPSECRET")) |>
    req_timeout(10) |>
    req_perform() |>
    resp_body_string(),
  error = function(error) {
    # The text of the error may hold the URL, and with it the secret.
    message("no answer to rely on: ", class(error)[[1]])
    quit(status = 1)
  }
)
members <- tryCatch(jsonlite::parse_json(answer), error = function(error) NULL)
is_object <- is.list(members) && !is.null(names(members))
if (!is_object || ("errcode" %in% names(members) && !identical(as.numeric(members$errcode), 0))) {
  message("rejected: ", answer)
  quit(status = 1)
}
cat(answer, "\n", sep = "")
