package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
)

// cipherKind is how strings or streams are encrypted.
type cipherKind uint8

const (
	plain cipherKind = iota
	rivest
	advanced // AES in CBC mode, with a key for each object
	modern   // AES-256, with one key for all
)

// crypt is the standard security handler (7.6.3) of a file that anybody may open: many are encrypted only so that programs keep
// people from copying or changing them. A file that asks for a password stays closed.
type crypt struct {
	key              []byte
	strings, streams cipherKind
	metadata         bool // the metadata are encrypted as well
}

// unlock finds the key of a file that needs no password. The error is [ErrEncrypted] where it needs one, or is locked in another
// way.
func (f *File) unlock() error {
	o := f.trailer["Encrypt"]
	dict := f.Dict(o)
	if f.err != nil {
		return f.err
	}
	c := &crypt{metadata: dict["EncryptMetadata"] != false}
	version, _ := f.Number(dict["V"])
	revision, _ := f.Number(dict["R"])
	if f.Name(dict["Filter"]) != "Standard" || !f.chooseCiphers(c, dict, int(version)) {
		return ErrEncrypted
	}
	if c.strings == plain && c.streams == plain {
		return nil // nothing but attachments is encrypted: a password is asked for when one is opened
	}
	var key []byte
	if revision >= 5 {
		key = modernKey(dict, int(revision), f)
	} else {
		key = f.oldKey(c, dict, int(version), int(revision))
	}
	if key == nil {
		return ErrEncrypted
	}
	c.key = key
	f.crypt = c
	return f.err
}

// chooseCiphers reads how strings and streams are encrypted (table 20, 7.6.5).
func (f *File) chooseCiphers(c *crypt, dict Dict, version int) bool {
	switch version {
	case 1, 2:
		c.strings, c.streams = rivest, rivest
		return true
	case 4, 5:
		filters := f.Dict(dict["CF"])
		kind := func(key Name) (cipherKind, bool) {
			name := f.Name(dict[key])
			if name == "" || name == "Identity" {
				return plain, true
			}
			switch f.Name(f.Dict(filters[name])["CFM"]) {
			case "None":
				return plain, true
			case "V2":
				return rivest, true
			case "AESV2":
				return advanced, true
			case "AESV3":
				return modern, true
			}
			return plain, false
		}
		var ok, ok2 bool
		c.strings, ok = kind("StrF")
		c.streams, ok2 = kind("StmF")
		return ok && ok2
	}
	return false
}

// padding stands for the rest of a password that is shorter than 32 bytes (algorithm 2): here for all of it.
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// oldKey makes the key of revisions 2 to 4 (algorithm 2), nil where the empty password does not open the file (algorithm 6).
func (f *File) oldKey(c *crypt, dict Dict, version, revision int) []byte {
	owner, user := f.Text(dict["O"]), f.Text(dict["U"])
	if len(owner) < 32 || len(user) < 32 {
		return nil
	}
	length := 5
	if bits, ok := f.Number(dict["Length"]); ok && version > 1 && bits >= 40 && bits <= 128 {
		length = int(bits) / 8
	} else if version == 4 {
		length = 16
	}
	var id string
	if ids := f.Array(f.trailer["ID"]); len(ids) > 0 {
		id = f.Text(ids[0])
	}
	permissions, _ := f.Number(dict["P"])
	h := md5.New()
	h.Write(padding)
	h.Write([]byte(owner[:32]))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(permissions))))
	h.Write([]byte(id))
	if revision >= 4 && !c.metadata {
		h.Write([]byte("\xff\xff\xff\xff"))
	}
	sum := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			again := md5.Sum(sum[:length])
			sum = again[:]
		}
	}
	key := sum[:length]
	if revision == 2 {
		if !bytes.Equal(rc4Of(key, padding), []byte(user[:32])) {
			return nil
		}
		return key
	}
	digest := md5.Sum(append(append([]byte(nil), padding...), id...))
	out := digest[:]
	round := make([]byte, length)
	for i := range 20 {
		for n := range round {
			round[n] = key[n] ^ byte(i)
		}
		out = rc4Of(round, out)
	}
	if !bytes.Equal(out, []byte(user[:16])) {
		return nil
	}
	return key
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// decrypt decrypts the bytes of an object (algorithms 1 and 1.A).
func (c *crypt) decrypt(kind cipherKind, number, generation int, data []byte) ([]byte, error) {
	key := c.key
	if kind == rivest || kind == advanced {
		seed := append([]byte(nil), key...)
		seed = append(seed, byte(number), byte(number>>8), byte(number>>16), byte(generation), byte(generation>>8))
		if kind == advanced {
			seed = append(seed, "sAlT"...)
		}
		sum := md5.Sum(seed)
		key = sum[:min(len(c.key)+5, 16)]
	}
	switch kind {
	case plain:
		return data, nil
	case rivest:
		return rc4Of(key, data), nil
	}
	return unchain(key, data)
}

// unchain decrypts AES in CBC mode, the first block being the vector and the last one padded (7.6.2).
func unchain(key, data []byte) ([]byte, error) {
	const size = aes.BlockSize
	if len(data) == 0 {
		return nil, nil
	}
	if len(data) < 2*size {
		return nil, fmt.Errorf("%w: an encrypted object is cut off", ErrBroken)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("%w: a key of %d bytes", ErrBroken, len(key))
	}
	vector, body := data[:size], data[size:len(data)-len(data)%size]
	out := make([]byte, len(body))
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(out, body)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= size {
		out = out[:len(out)-pad]
	}
	return out, nil
}

// decryptStrings decrypts the strings of an object that stands in the file itself. Those in object streams are encrypted with
// their stream.
func (f *File) decryptStrings(o Object, number, generation int) (Object, error) {
	switch o := o.(type) {
	case String:
		out, err := f.crypt.decrypt(f.crypt.strings, number, generation, []byte(o))
		return String(out), err
	case Array:
		for i := range o {
			item, err := f.decryptStrings(o[i], number, generation)
			if err != nil {
				return nil, err
			}
			o[i] = item
		}
	case Dict:
		for key, value := range o {
			item, err := f.decryptStrings(value, number, generation)
			if err != nil {
				return nil, err
			}
			o[key] = item
		}
	case *Stream:
		_, err := f.decryptStrings(o.Dict, number, generation)
		o.number, o.generation, o.locked = number, generation, true
		return o, err
	}
	return o, nil
}

// unlocked returns the bytes of a stream, decrypted.
func (f *File) unlocked(s *Stream) ([]byte, error) {
	if f.crypt == nil || !s.locked || s.Dict["Type"] == Name("XRef") || s.Dict["Type"] == Name("Metadata") && !f.crypt.metadata {
		return s.raw, nil
	}
	if err := f.length(len(s.raw)); err != nil {
		return nil, err
	}
	return f.crypt.decrypt(f.crypt.streams, s.number, s.generation, s.raw)
}
