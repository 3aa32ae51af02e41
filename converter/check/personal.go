package check

import (
	"strings"
	"unicode/utf8"
)

// What the validators of rules are called.
const (
	validIdentity = "identity-card" // GB 11643: ISO 7064 MOD 11-2
	validCard     = "bank-card"     // ISO/IEC 7812: Luhn
	validMobile   = "mobile"        // no check digit; shown masked
)

// valid reports whether a number has the check digit that the validator asks for. Without a validator everything is valid.
func valid(validator, number string) bool {
	switch validator {
	case validIdentity:
		return identityCard(number)
	case validCard:
		return luhn(number)
	}
	return true
}

// shown is a value as a finding shows it: of what identifies a person only the first and the last digits.
func shown(validator, value string) string {
	if validator == "" {
		return value
	}
	first, last := unmasked(validator), 4
	if len(value) <= first+last {
		return strings.Repeat("*", len(value))
	}
	return value[:first] + strings.Repeat("*", len(value)-first-last) + value[len(value)-last:]
}

// unmasked is how many digits at the start of a number are shown: those that say where it was issued, or by whom.
func unmasked(validator string) int {
	if validator == validMobile {
		return 3
	}
	return 6
}

// quotable returns the words that a finding about a value points at: of what identifies a person the first digits alone, with the
// characters in front of them, by which the place is found.
func quotable(validator, text, value string) string {
	at := strings.Index(text, value)
	if validator == "" || at < 0 || len(value) < unmasked(validator) {
		return value
	}
	from := at
	for range 6 {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	return text[from : at+unmasked(validator)]
}

// identityCard reports whether a number of 18 characters is a citizen's: a day of birth that can be, and the check character of
// GB 11643.
func identityCard(s string) bool {
	if len(s) != 18 {
		return false
	}
	sum := 0
	for i, weight := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += int(s[i]-'0') * weight
	}
	month, day := s[10:12], s[12:14]
	if s[6:8] != "19" && s[6:8] != "20" || month < "01" || month > "12" || day < "01" || day > "31" {
		return false
	}
	check := "10X98765432"[sum%11]
	return s[17] == check || check == 'X' && s[17] == 'x'
}

// luhn reports whether the last digit is the check digit of the others.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		n := int(s[len(s)-1-i] - '0')
		if n < 0 || n > 9 {
			return false
		}
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return len(s) > 0 && sum%10 == 0
}
