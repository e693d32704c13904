(* cleanProcess: Remove the data of a template (清理审批数据). *)
(* It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example. *)
(* Build it by: ocamlfind ocamlopt -thread -linkpkg -package cohttp-lwt-unix,yojson cleanProcess.ml *)
open Lwt.Infix

let example = {json|
{
  "process_code": "PROC-C54B2B",
  "corpid": "ding1234"
}
|json}

let is_accepted text =
  match Yojson.Safe.from_string text with
  | `Assoc members -> (
      match List.assoc_opt "errcode" members with
      | None | Some (`Int 0) -> true
      | Some _ -> false)
  | _ -> false

let call () =
  let query = [ ("suite_access_token", Sys.getenv "DINGTALK_ACCESS_TOKEN") ] in
  let base = Uri.of_string (Sys.getenv "DINGTALK_BASE_URL") in
  let url = Uri.add_query_params' (Uri.with_path base "/topapi/process/clean") query in
  let values = Option.value (Sys.getenv_opt "DINGTALK_VALUES") ~default:example in
  let body = values in
  let headers = Cohttp.Header.init_with "Content-Type" "application/json" in
  Cohttp_lwt_unix.Client.post ~headers ~body:(Cohttp_lwt.Body.of_string body) url >>= fun (response, body) ->
  Cohttp_lwt.Body.to_string body >|= fun text ->
  let status = Cohttp.Code.code_of_status (Cohttp.Response.status response) in
  if Cohttp.Code.is_success status && is_accepted text then print_endline text
  else (
    Printf.eprintf "rejected: HTTP %d %s\n" status text;
    exit 1)

let () =
  try Lwt_main.run (Lwt_unix.with_timeout 10. call)
  with Lwt_unix.Timeout | Unix.Unix_error _ | End_of_file | Failure _ | Yojson.Json_error _ ->
    prerr_endline "no answer to rely on";
    exit 1
