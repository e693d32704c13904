// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	query := url.Values{
		"appkey":    {os.Getenv("DINGTALK_APPKEY")},
		"appsecret": {os.Getenv("DINGTALK_APPSECRET")},
	}
	address := os.Getenv("DINGTALK_BASE_URL") + "/gettoken?" + query.Encode()
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get(address)
	if err != nil {
		// The text of the error would hold the URL, and with it the secret.
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
