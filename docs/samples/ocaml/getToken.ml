(* getToken: Get the token that the other operations ask for (获取企业内部应用的access_token). *)
(* It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET. *)
(* Build it by: ocamlfind ocamlopt -thread -linkpkg -package cohttp-lwt-unix,yojson getToken.ml *)
open Lwt.Infix

let is_accepted text =
  match Yojson.Safe.from_string text with
  | `Assoc members -> (
      match List.assoc_opt "errcode" members with
      | None | Some (`Int 0) -> true
      | Some _ -> false)
  | _ -> false

let call () =
  let query = [
    ("appkey", Sys.getenv "DINGTALK_APPKEY");
    ("appsecret", Sys.getenv "DINGTALK_APPSECRET");
  ] in
  let base = Uri.of_string (Sys.getenv "DINGTALK_BASE_URL") in
  let url = Uri.add_query_params' (Uri.with_path base "/gettoken") query in
  Cohttp_lwt_unix.Client.get url >>= fun (response, body) ->
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
