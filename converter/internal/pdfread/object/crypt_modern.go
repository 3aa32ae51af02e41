package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
)

// modernKey makes the key of revisions 5 and 6 for the empty password (ISO 32000-2 7.6.4.3.3, algorithm 2.A), nil where that does
// not open the file.
func modernKey(dict Dict, revision int, f *File) []byte {
	user, wrapped := f.Text(dict["U"]), f.Text(dict["UE"])
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := hardened
	if revision == 5 {
		hash = func(salt []byte) []byte { sum := sha256.Sum256(salt); return sum[:] }
	}
	if !bytes.Equal(hash([]byte(user[32:40])), []byte(user[:32])) {
		return nil
	}
	block, err := aes.NewCipher(hash([]byte(user[40:48])))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, []byte(wrapped[:32]))
	return key
}

// hardened is algorithm 2.B for the empty password: a hash that is made slow, by at least 64 rounds and at most some dozen more.
func hardened(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		data := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		rest := 0
		for _, b := range data[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(data)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(data)
			k = sum[:]
		default:
			sum := sha512.Sum512(data)
			k = sum[:]
		}
		if last := int(data[len(data)-1]); i >= 63 && last <= i+1-32 || i > 400 {
			return k[:32]
		}
	}
}
