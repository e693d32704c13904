# deleteProcess: Delete a template (删除模板).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
library(httr2)

example <- r"---(
{
  "agentid": 111,
  "process_code": "PROC-C54B2B",
  "clean_running_task": true
}
)---"

# The values stay text: a number of R is exact up to 2^53 alone.
values <- Sys.getenv("DINGTALK_VALUES", example)
answer <- tryCatch(
  request(Sys.getenv("DINGTALK_BASE_URL")) |>
    req_url_path("/topapi/process/delete") |>
    req_url_query(access_token = Sys.getenv("DINGTALK_ACCESS_TOKEN")) |>
    req_body_raw(paste0('{"request": ', values, '}'), type = "application/json") |>
    req_timeout(10) |>
    req_perform() |>
    resp_body_string(),
  error = function(error) {
    # The text of the error may hold the URL, and with it the token.
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
