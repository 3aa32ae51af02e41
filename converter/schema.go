package converter

// Schema returns the JSON Schema (2020-12) of the report's JSON, generated from the editions.
func (c *Converter) Schema() []byte { return nil }
