package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"nianbao/converter/diag"
)

// manCommand writes manual pages, for those who package the program.
type manCommand struct {
	Output string `short:"o" required:"" placeholder:"FOLDER" help:"${man_output}"`
}

func (cmd *manCommand) run(s *session) int {
	if !isFolder(cmd.Output) {
		return s.refuse(problem("output-folder-missing", "folder", cmd.Output), "", exitUsage)
	}
	var found diag.List
	status := 0 // of commands that are not run
	eachCommand(s.tree(&cli{}, &status), func(c *cobra.Command) {
		if !c.IsAvailableCommand() && c.HasParent() {
			return
		}
		page, err := manPage(c)
		if err != nil {
			found = append(found, diagnosticsOf(err, "")...)
			return
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		found = append(found, s.put(filepath.Join(cmd.Output, name), page)...)
	})
	if found != nil {
		s.tell(found...)
		return exitUsage
	}
	return exitDone
}

// manPage is the page of one command. It bears no date: the same program writes the same pages.
func manPage(cmd *cobra.Command) ([]byte, error) {
	cmd.Flags().VisitAll(showPlaceholder)
	cmd.PersistentFlags().VisitAll(showPlaceholder)
	var b bytes.Buffer
	undated := time.Time{}
	if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "nianbao " + versionText(), Date: &undated}, &b); err != nil {
		return nil, err
	}
	page := strings.Replace(b.String(), undated.Format("Jan 2006"), "", 1)
	return []byte(strings.NewReplacer(`\fP[=]`, `\fP`, `\fP[=false]`, `\fP`).Replace(page)), nil // a switch needs no value
}

// showPlaceholder puts what stands for a flag's value where the page shows its default.
func showPlaceholder(f *pflag.Flag) {
	if value, ok := f.Value.(*flagValue); ok && f.DefValue == "" && !value.IsBoolFlag() {
		f.DefValue = value.Type()
	}
}
