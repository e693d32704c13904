// getProcessByName: Find a template by its name (获取模板code).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

const example = `{
  "name": "Leave"
}`

func main() {
	log.SetFlags(0)
	values, given := os.LookupEnv("DINGTALK_VALUES")
	if !given {
		values = example
	}
	body := []byte(values)
	query := url.Values{"access_token": {os.Getenv("DINGTALK_ACCESS_TOKEN")}}
	address := os.Getenv("DINGTALK_BASE_URL") + "/topapi/process/get_by_name?" + query.Encode()
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		// The text of the error would hold the URL, and with it the token.
		log.Fatal("no answer: ", err.(*url.Error).Unwrap())
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal("no whole answer: ", err)
	}
	if response.StatusCode/100 != 2 || !isAccepted(text) {
		log.Fatalf("rejected: %s %s", response.Status, text)
	}
	fmt.Printf("%s\n", text)
}

func isAccepted(text []byte) bool {
	var answer map[string]any
	if json.Unmarshal(text, &answer) != nil || answer == nil {
		return false
	}
	errcode, given := answer["errcode"]
	return !given || errcode == 0.0
}
