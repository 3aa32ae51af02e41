package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/gin-gonic/gin"
)

// A second start of the program is to open another page of the service that runs, and not a second service. Whether what listens at an
// address is that service, and not a program of another user of the machine, a secret tells that only the user's own programs can read:
// the service proves that it knows it, and never sends it.

const deskProofPath = deskPath + "/proof"

// nonceBytes is how long a challenge is.
const nonceBytes = 16

// DeskProofPath is the address of the proof for a challenge of 16 bytes.
func DeskProofPath(nonce []byte) string { return deskProofPath + "?nonce=" + hex.EncodeToString(nonce) }

// DeskProof is what a service at a desk answers to a challenge: HMAC-SHA256 under the secret, in hexadecimal digits.
func DeskProof(secret, nonce []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write(nonce)
	return hex.EncodeToString(mac.Sum(nil))
}

// prove handles GET /v1/desk/proof. Who asks is about to open a page, so that the service waits for one as at its start.
func (s *Server) prove(c *gin.Context) {
	nonce, err := hex.DecodeString(c.Query("nonce"))
	if err != nil || len(nonce) != nonceBytes || c.GetHeader("Sec-Fetch-Site") != "" {
		c.AbortWithStatus(http.StatusNotFound) // no page asks, and no person
		return
	}
	s.attendance.expect()
	c.Header("Cache-Control", "no-store")
	c.String(http.StatusOK, DeskProof(s.attendance.desk.Secret, nonce))
}
