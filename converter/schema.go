package converter

import "nianbao/converter/internal/schema"

// Schema returns the JSON Schema (draft 2020-12) of the report's JSON, generated from the editions.
func (c *Converter) Schema() []byte { return schema.Generate(c.forms) }
