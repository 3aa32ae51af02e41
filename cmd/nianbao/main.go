// Command nianbao turns annual reports on government information disclosure (政府信息公开工作年度报告) from text, web
// pages, Word files and JSON into official Word, PDF and OFD files, and back into data.
//
//	nianbao convert report.txt                 # writes report.docx beside it
//	nianbao convert *.docx --to json -o out/   # many at once
//	nianbao check report.txt                   # tells what does not add up
//	nianbao serve                              # the same over HTTP, with a web page
//	nianbao desk                               # the web page for one person, opened in the browser
//
// There is no logic here: each sub-command is one file that turns flags into calls of package converter (or server) and
// results into files, lines on standard error and an exit status. docs/formats/command.md is the reference.
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/server"
)

// The exit statuses. Scripts rely on them; docs/formats/command.md says when which.
const (
	exitDone        = 0   // done
	exitFindings    = 1   // done, with findings of severity error, a comparison that could not be made, or some of several inputs failed
	exitUsage       = 2   // the command line is wrong, or the output cannot be written there
	exitRefused     = 3   // the input cannot be read as a report, or nothing can be made of it
	exitAddress     = 4   // the system does not give the address to listen on: another program has it
	exitInterrupted = 130 // the user interrupted: 128 + SIGINT, as shells have it
)

// cli is the grammar of the command line: see grammar.go. Help texts are in help.go, in two languages.
type cli struct {
	Lang string `enum:"zh,en," placeholder:"zh|en" help:"${lang}"`

	Convert  convertCommand  `cmd:"" help:"${convert}"`
	Check    checkCommand    `cmd:"" help:"${check}"`
	Compare  compareCommand  `cmd:"" help:"${compare}"`
	Alike    alikeCommand    `cmd:"" help:"${alike}"`
	Sum      sumCommand      `cmd:"" help:"${sum}"`
	Batch    batchCommand    `cmd:"" help:"${batch}"`
	Worker   workerCommand   `cmd:"" help:"${worker}"`
	Status   statusCommand   `cmd:"" help:"${status}"`
	New      newCommand      `cmd:"" help:"${new}"`
	Serve    serveCommand    `cmd:"" help:"${serve}"`
	Desk     deskCommand     `cmd:"" help:"${desk}"`
	Health   healthCommand   `cmd:"" help:"${health}"`
	Schema   schemaCommand   `cmd:"" help:"${schema}"`
	Editions editionsCommand `cmd:"" help:"${editions}"`
	Rules    rulesCommand    `cmd:"" help:"${rules_command}"`
	Man      manCommand      `cmd:"" help:"${man}"`
	Version  versionCommand  `cmd:"" help:"${version}"`

	BatchWorker batchWorkerCommand `cmd:"" hidden:"" help:"${batch}"`
}

// session is what a sub-command gets beside its flags.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           diag.Lang
	passed         map[string]diag.List       // folders whose reports are not read, and why: see expand
	archived       map[string]converter.Input // reports in archives that were given, by the path that leads into the archive
	below          map[string]string          // files of folders that were given: the folder below that one which each stands in
	desk           server.Desk                // how long desk waits for pages
	deskNote       string                     // file by which a second desk finds the first; "": it does not
	// browse opens the user's browser; clicked says that the program was started by a double click and not from a terminal.
	browse  func(context.Context, []string) error
	clicked func() bool
	cut     bool // the user interrupted while a result was being written
}

// command is a sub-command: it does its work and returns the exit status.
type command interface {
	run(s *session) int
}

func main() {
	collectLate()
	s := &session{ctx: watchSignals(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, passed: map[string]diag.List{},
		deskNote: deskNoteFile(), browse: startProgram, clicked: mousetrap.StartedByExplorer}
	cobra.MousetrapHelpText = "" // it would refuse to be started by a double click
	args := os.Args[1:]
	if len(args) > 0 || !s.clicked() {
		os.Exit(s.execute(args))
	}
	status := s.execute([]string{"desk"})
	if status != exitDone { // the window closes with the program, and with it what was told
		fmt.Fprintln(s.stderr, helpText("press-enter", s.lang))
		_, _ = bufio.NewReader(s.stdin).ReadString('\n')
	}
	os.Exit(status)
}

// execute parses the command line and runs the sub-command.
func (s *session) execute(args []string) int {
	s.lang = chooseLanguage(args, os.Getenv)
	var grammar cli
	status := exitDone
	var printed bytes.Buffer // by the library: help and completion
	root := s.tree(&grammar, &status, &printed)
	root.SetArgs(args)
	root.SetErr(s.stderr)
	chosen, err := root.ExecuteContextC(s.ctx)
	if err != nil {
		s.tell(usageProblem(chosen, err)...)
		fmt.Fprintln(s.stderr, helpText("see-help", s.lang))
		return exitUsage
	}
	if printed.Len() > 0 {
		status = s.print(printed.Bytes())
	}
	if s.cut {
		return exitInterrupted
	}
	return status
}

// tell prints diagnostics on standard error, one a line.
func (s *session) tell(found ...diag.Diagnostic) {
	for _, d := range found {
		d.Place.File = shown(d.Place.File)
		d.Args = slices.Clone(d.Args)
		for i := range d.Args {
			d.Args[i].Value = shown(d.Args[i].Value)
		}
		fmt.Fprintln(s.stderr, d.Line(s.lang))
	}
}
