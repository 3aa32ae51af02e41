package sides

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"nianbao/bench/internal/sample"
	"nianbao/converter"
	"nianbao/fonts"
)

// Prepare lays the reports, the form's grids and the fonts into the place's folder, and builds the programs that are measured.
func Prepare(ctx context.Context, p Place, reports int) error {
	c, err := converter.New(converter.Options{})
	if err != nil {
		return err
	}
	w, err := sample.NewWriter(c)
	if err != nil {
		return err
	}
	made, err := sample.Make(ctx, c, w, reports)
	if err != nil {
		return err
	}
	for _, folder := range []string{"reports", "fonts"} {
		if err := os.MkdirAll(filepath.Join(p.Work, folder), 0o700); err != nil {
			return err
		}
	}
	var failed []error
	write := func(path string, data []byte) { failed = append(failed, os.WriteFile(path, data, 0o600)) }
	for i, r := range made {
		write(p.File(i, "txt"), r.Text)
		write(p.File(i, "json"), r.JSON)
		write(p.File(i, "docx"), r.Word)
	}
	form, err := json.Marshal(w.Form())
	write(filepath.Join(p.Work, "form.json"), form)
	for role, chain := range fonts.Chains() {
		data, ok := fonts.Read(chain[0])
		if !ok {
			return errors.New("there is no font " + chain[0])
		}
		write(filepath.Join(p.Work, "fonts", role+".ttf"), []byte(data))
	}
	if err := errors.Join(append(failed, err)...); err != nil {
		return err
	}
	config := exec.CommandContext(ctx, "sh", filepath.Join(p.Root, ".ci", "fontconfig.sh"), "print")
	config.Env = append(os.Environ(), "TMPDIR="+p.Work)
	text, err := config.Output()
	if err != nil {
		return err
	}
	return os.WriteFile(p.Fontconfig(), text, 0o600)
}

// Fontconfig is the file by which programs that ask fontconfig find the fonts that nianbao has.
func (p Place) Fontconfig() string { return filepath.Join(p.Work, "fonts.conf") }
