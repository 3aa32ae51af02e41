// Command nianbao turns annual reports on government information disclosure (政府信息公开工作年度报告) from text, web
// pages, Word files and JSON into official Word and PDF files, and back into data.
//
//	nianbao convert report.txt                 # writes report.docx beside it
//	nianbao convert *.docx --to json -o out/   # many at once
//	nianbao check report.txt                   # tells what does not add up
//	nianbao serve                              # the same over HTTP, with a web page
//
// There is no logic here: each sub-command is one file that turns flags into calls of package converter (or server) and
// results into files, lines on standard error and an exit status. docs/formats/command.md is the reference.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"nianbao/converter/diag"
)

// The exit statuses. Scripts rely on them.
const (
	exitDone     = 0 // done
	exitFindings = 1 // done, with findings of severity error, or some of several inputs failed
	exitUsage    = 2 // the command line is wrong, or the output cannot be written there
	exitRefused  = 3 // the input cannot be read as a report
)

// cli is the grammar of the command line. Help texts are in help.go, in two languages.
type cli struct {
	Lang string `enum:"zh,en," default:"" placeholder:"zh|en" help:"${lang}"`

	Convert  convertCommand  `cmd:"" help:"${convert}"`
	Check    checkCommand    `cmd:"" help:"${check}"`
	Sum      sumCommand      `cmd:"" help:"${sum}"`
	New      newCommand      `cmd:"" help:"${new}"`
	Serve    serveCommand    `cmd:"" help:"${serve}"`
	Health   healthCommand   `cmd:"" help:"${health}"`
	Schema   schemaCommand   `cmd:"" help:"${schema}"`
	Editions editionsCommand `cmd:"" help:"${editions}"`
	Version  versionCommand  `cmd:"" help:"${version}"`
}

// session is what a sub-command gets beside its flags.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           diag.Lang
}

// command is a sub-command: it does its work and returns the exit status.
type command interface {
	run(s *session) int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	s := &session{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	status := s.execute(os.Args[1:])
	stop()
	os.Exit(status)
}

// execute parses the command line and runs the sub-command.
func (s *session) execute(args []string) int {
	s.lang = chooseLanguage(args, os.Getenv)
	var grammar cli
	left := false // kong has printed help and wants to leave
	var help bytes.Buffer
	parser, err := kong.New(&grammar, kong.Name("nianbao"), kong.Description(helpText("about", s.lang)),
		kong.Writers(&help, s.stderr), kong.Exit(func(int) { left = true }), helpVariables(s.lang),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(s.stderr, err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if left {
		return s.print([]byte(usageText(help.String(), s.lang)))
	}
	if err != nil {
		fmt.Fprintf(s.stderr, "%s: %s\n%s\n", helpText("usage-error", s.lang), usageError(err.Error(), s.lang), helpText("see-help", s.lang))
		return exitUsage
	}
	chosen, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		fmt.Fprintln(s.stderr, helpText("see-help", s.lang))
		return exitUsage
	}
	return chosen.run(s)
}

// tell prints diagnostics on standard error, one a line.
func (s *session) tell(found ...diag.Diagnostic) {
	for _, d := range found {
		fmt.Fprintln(s.stderr, d.Line(s.lang))
	}
}
