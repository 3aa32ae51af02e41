package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
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
	eachCommand(s.tree(&cli{}, &status, io.Discard), func(c *cobra.Command) {
		if !c.IsAvailableCommand() && c.HasParent() {
			return
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		found = append(found, s.put(filepath.Join(cmd.Output, name), manPage(c))...)
	})
	if found != nil {
		s.tell(found...)
		return exitUsage
	}
	return exitDone
}

// manPage is the page of one command, in the macros of man(7). It bears no date: the same program writes the same pages. The library's
// generator goes through Markdown, and its parser delays every start of the program.
func manPage(cmd *cobra.Command) []byte {
	var b bytes.Buffer
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	fmt.Fprintf(&b, ".nh\n.TH %q \"1\" \"\" %q \"\"\n", strings.ToUpper(name), "nianbao "+versionText())
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", name, roff(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n\\fB%s\\fP\n", roff(cmd.UseLine()))
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n", manText(cmp.Or(cmd.Long, cmd.Short)))
	manFlags(&b, "OPTIONS", cmd.NonInheritedFlags())
	manFlags(&b, "OPTIONS INHERITED FROM PARENT COMMANDS", cmd.InheritedFlags())
	var others []string
	see := func(c *cobra.Command) {
		others = append(others, `\fB`+strings.ReplaceAll(c.CommandPath(), " ", "-")+`\fP(1)`)
	}
	if cmd.HasParent() {
		see(cmd.Parent())
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			see(c)
		}
	}
	if others != nil {
		fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", strings.Join(others, ",\n"))
	}
	return b.Bytes()
}

// manText is a text with its paragraphs. Those of the library's own commands have headings of Markdown and lines of code.
func manText(text string) string {
	paragraphs := strings.Split(strings.TrimSpace(text), "\n\n")
	for i, p := range paragraphs {
		heading, isHeading := strings.CutPrefix(p, "#### ")
		switch {
		case isHeading:
			paragraphs[i] = ".SS " + roff(heading)
		case strings.HasPrefix(p, "\t"):
			paragraphs[i] = ".RS 4\n.nf\n" + roff(strings.ReplaceAll(p, "\t", "")) + "\n.fi\n.RE"
		default:
			paragraphs[i] = ".PP\n" + roff(p)
		}
	}
	return strings.TrimPrefix(strings.Join(paragraphs, "\n"), ".PP\n")
}

// manFlags is a section with flags, each with what stands for its value.
func manFlags(b *bytes.Buffer, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		b.WriteString(".TP\n")
		if f.Shorthand != "" {
			fmt.Fprintf(b, `\fB-%s\fP, `, f.Shorthand)
		}
		fmt.Fprintf(b, `\fB--%s\fP`, f.Name)
		if value, ok := f.Value.(*flagValue); ok && !value.IsBoolFlag() {
			b.WriteString("=" + roff(value.Type()))
		}
		fmt.Fprintf(b, "\n%s\n", roff(f.Usage))
	})
}

// roff escapes a text: a backslash begins a request, as a dot or an apostrophe does at the beginning of a line.
func roff(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, `\`, `\e`), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
