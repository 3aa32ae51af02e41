package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// openAPI puts the hand-written description of the interface together: the document, its addresses, what they share, the
// version, and the schema of the report, which is generated from the editions.
func openAPI(schema []byte, version string) ([]byte, error) {
	document, err := described("document")
	if err != nil {
		return nil, err
	}
	info, _ := document["info"].(map[string]any)
	if info == nil {
		return nil, fmt.Errorf("openapi/document.json: no info")
	}
	info["version"] = version
	paths := map[string]any{}
	for _, name := range []string{"convert", "read", "check", "sum", "draft", "preview", "compare", "jobs", "fixed"} {
		part, err := described(name)
		if err != nil {
			return nil, err
		}
		maps.Copy(paths, part)
	}
	components, err := described("components")
	if err != nil {
		return nil, err
	}
	schemas, err := described("schemas")
	if err != nil {
		return nil, err
	}
	report, err := hoisted("Report", schema)
	if err != nil {
		return nil, err
	}
	maps.Copy(schemas, report)
	components["schemas"] = schemas
	document["paths"], document["components"] = paths, components
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(document); err != nil {
		return nil, fmt.Errorf("openapi: %w", err)
	}
	return out.Bytes(), nil
}

// described reads one of the files of the description.
func described(name string) (map[string]any, error) {
	data, err := embedded.ReadFile("openapi/" + name + ".json")
	if err != nil {
		return nil, fmt.Errorf("openapi: %w", err)
	}
	return object(data, "openapi/"+name+".json")
}

// object decodes an object and keeps its numbers as they are written.
func object(data []byte, name string) (map[string]any, error) {
	var value map[string]any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return value, nil
}

// hoisted turns a JSON Schema with definitions into schemas of components. A schema with an $id is a document of its own
// inside of the description, in which "#/…" means itself; half of the tools read it so and half do not. So it loses
// $id and $schema, its definitions become neighbours named after it, and references say so.
func hoisted(name string, schema []byte) (map[string]any, error) {
	root, err := object(schema, "schema")
	if err != nil {
		return nil, err
	}
	definitions, _ := root["$defs"].(map[string]any)
	for _, key := range []string{"$defs", "$id", "$schema"} {
		delete(root, key)
	}
	out := map[string]any{name: root}
	for key, definition := range definitions {
		out[name+"."+key] = definition
	}
	for _, s := range out {
		if err := refer(s, name, definitions); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// refer changes the references in a schema; one that leads nowhere is an error.
func refer(value any, name string, definitions map[string]any) error {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if err := refer(item, name, definitions); err != nil {
				return err
			}
		}
	case map[string]any:
		for key, item := range v {
			text, ok := item.(string)
			if key != "$ref" || !ok {
				if err := refer(item, name, definitions); err != nil {
					return err
				}
				continue
			}
			definition, local := strings.CutPrefix(text, "#/$defs/")
			if _, known := definitions[definition]; !local || !known {
				return fmt.Errorf("schema: the reference %s leads nowhere", text)
			}
			v[key] = "#/components/schemas/" + name + "." + definition
		}
	}
	return nil
}
