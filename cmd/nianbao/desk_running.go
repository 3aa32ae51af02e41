package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"nianbao/server"
)

// deskNote is what a running desk leaves for a second start of the program: where it listens, the secret by which it is known, and how
// it was started. It stands in the user's cache folder and is readable by the user alone.
type deskNote struct {
	Address string `json:"address"` // http://127.0.0.1:8521/
	Secret  string `json:"secret"`  // hexadecimal digits
	// Started is what the desk works with: its version, style and fonts. One that works with others is none to open instead.
	Started string `json:"started"`
}

// deskNoteFile is where the note stands; "" where the system names no folder for such things: then each start is a desk of its own.
func deskNoteFile() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "nianbao", "desk.json")
}

// loopbackAddress reports whether an address is one on this machine.
func loopbackAddress(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "http" {
		return false
	}
	ip := net.ParseIP(parsed.Hostname())
	return ip != nil && ip.IsLoopback()
}

// deskAnswer is how long a running desk may take to answer.
const deskAnswer = 2 * time.Second

// running returns the address of the desk that runs and was started in the same way; "" where there is none, or another program has its
// port by now.
func running(ctx context.Context, file, started string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	var note deskNote
	if err := json.Unmarshal(data, &note); err != nil || note.Started != started {
		return ""
	}
	secret, err := hex.DecodeString(note.Secret)
	if err != nil || len(secret) == 0 || !loopbackAddress(note.Address) {
		return ""
	}
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // never fails
	ctx, cancel := context.WithTimeout(ctx, deskAnswer)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, note.Address+server.DeskProofPath(nonce)[1:], nil)
	if err != nil {
		return ""
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // and no proxy: it is this machine
	answer, err := client.Do(request)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	proof, err := io.ReadAll(io.LimitReader(answer.Body, 100))
	if err != nil || answer.StatusCode != http.StatusOK || !hmac.Equal(proof, []byte(server.DeskProof(secret, nonce))) {
		return ""
	}
	return note.Address
}

// leaveNote writes the note of a desk, and returns its secret and what takes the note away at the end. Without a note (the folder cannot be
// written) a second start is a desk of its own.
func leaveNote(file, address, started string) (secret []byte, remove func()) {
	secret = make([]byte, 32)
	_, _ = rand.Read(secret)
	data, err := json.Marshal(deskNote{Address: address, Secret: hex.EncodeToString(secret), Started: started})
	if err == nil && file != "" {
		err = writePrivate(file, data)
	}
	if err != nil || file == "" {
		return nil, func() {}
	}
	return secret, func() {
		if now, err := os.ReadFile(file); err == nil && string(now) == string(data) { // not that of a later desk
			_ = os.Remove(file)
		}
	}
}

// writePrivate writes a file that only the user reads, whole or not at all.
func writePrivate(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".desk-*") // 0600
	if err != nil {
		return err
	}
	_, err = temporary.Write(data)
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}
