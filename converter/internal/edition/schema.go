package edition

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// required are the fields without which no edition is sound; see [Edition.validate].
var required = map[string][]string{
	"Edition": {"version", "title", "sections", "tables"}, "Section": {"key"},
	"Table": {"key", "rows", "columns", "col_widths_dxa", "cells"}, "Cell": {"row", "col"},
	"Rule": {"id", "code", "severity", "scope", "message", "message_en"},
}

// Schema returns the JSON Schema (2020-12) of an edition's file, made of the types that read it. It knows names and types; that cells
// tile their grid and paths lead to cells, only [Parse] sees.
func Schema() ([]byte, error) {
	s := map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An edition of the form"}
	for key, value := range schemaOf(reflect.TypeFor[Edition]()) {
		s[key] = value
	}
	data, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema of an edition: %w", err)
	}
	return append(data, '\n'), nil
}

func schemaOf(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[Path]():
		return map[string]any{"type": "string", "pattern": `^-?(previous:)?[^.:]+\.[^.:]+\.[^.:]+$`}
	case t == reflect.TypeFor[json.RawMessage]():
		return map[string]any{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Int:
		return map[string]any{"type": []string{"integer", "null"}}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Struct:
		properties := map[string]any{}
		addFields(properties, t)
		s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
		if names := required[t.Name()]; names != nil {
			s["required"] = names
		}
		return s
	default:
		panic("an edition's file holds no " + t.Kind().String()) // the types above are part of the program, and a test builds all
	}
}

// addFields adds the fields of a struct, those of embedded ones among them.
func addFields(properties map[string]any, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			addFields(properties, f.Type)
		case name != "":
			properties[name] = schemaOf(f.Type)
		}
	}
}
