package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// destination is where the results of one input go.
type destination struct {
	output   string // "-" is standard output
	evidence string // "" for none
}

// plan decides all file names before any work is done, so that a wrong command line costs nothing and leaves nothing. The
// names are those that are taken then: reports of a file that holds several are named when they are known.
func (cmd *convertCommand) plan(s *session, to converter.Format) ([]destination, names, diag.List) {
	plan := make([]destination, len(cmd.Inputs))
	if found := cmd.checkFolders(); found != nil {
		return nil, nil, found
	}
	if cmd.Output == "" {
		if found := s.checkArchived(cmd.Inputs); found != nil {
			return nil, nil, found
		}
	}
	taken := names{}
	var existing diag.List // all are named: whoever gives a folder would else try once a file
	for i, input := range cmd.Inputs {
		d := destination{output: cmd.outputFor(s, input, to)}
		if cmd.Evidence != "" {
			d.evidence = cmd.Evidence
			if isFolder(cmd.Evidence) {
				d.evidence = filepath.Join(cmd.Evidence, s.below[input], base(input)+".evidence.json")
			}
		}
		if found := cmd.checkOutput(s, d.output, to); found.Has("output-exists") {
			existing = append(existing, found...)
		} else if found != nil {
			return nil, nil, found
		}
		for _, name := range []string{d.output, d.evidence} {
			if name == "" || name == "-" {
				continue
			}
			if first, ok := taken.take(name, input); ok {
				return nil, nil, problem("output-collision", "first", first, "second", input, "output", name)
			}
		}
		plan[i] = d
	}
	return plan, taken, existing
}

// isSingle reports whether the command line leaves room for one report only.
func (cmd *convertCommand) isSingle() bool {
	toStdout := len(cmd.Inputs) == 1 && cmd.Inputs[0] == "-" && cmd.Output == ""
	return toStdout || isSingle(cmd.Output) || isSingle(cmd.Evidence)
}

// ofReport is where a report goes that came with others in one file.
func (cmd *convertCommand) ofReport(s *session, conversion *converter.Conversion, input string, taken names) (destination, diag.List) {
	folder := filepath.Dir(input)
	if cmd.Output != "" {
		folder = filepath.Join(cmd.Output, s.below[input])
	}
	var d destination
	taken.ofReport(&conversion.Reading, input, cmd.Inputs, func(base string) []string {
		d = destination{output: filepath.Join(folder, base+conversion.Target.Format.Extension())}
		if cmd.Evidence == "" {
			return []string{d.output}
		}
		d.evidence = filepath.Join(cmd.Evidence, s.below[input], base+".evidence.json")
		return []string{d.output, d.evidence}
	})
	return d, cmd.checkOutput(s, d.output, conversion.Target.Format)
}

// checkFolders refuses outputs whose folder is not there, and single files for several inputs.
func (cmd *convertCommand) checkFolders() diag.List {
	for _, name := range []string{cmd.Output, cmd.Evidence} {
		switch {
		case name == "" || name == "-" && len(cmd.Inputs) == 1 || isFolder(name):
		case os.IsPathSeparator(name[len(name)-1]):
			return problem("output-folder-missing", "folder", name)
		case len(cmd.Inputs) > 1:
			return problem("output-not-folder", "output", name)
		case !isFolder(filepath.Dir(name)):
			return problem("output-folder-missing", "folder", filepath.Dir(name))
		}
	}
	return nil
}

// outputFor names the output of an input: as -o says, in the folder that -o names, or beside the input.
func (cmd *convertCommand) outputFor(s *session, input string, to converter.Format) string {
	switch {
	case cmd.Output == "" && input == "-":
		return "-"
	case cmd.Output == "":
		return filepath.Join(filepath.Dir(input), base(input)+to.Extension())
	case cmd.Output != "-" && isFolder(cmd.Output):
		return filepath.Join(cmd.Output, s.below[input], base(input)+to.Extension())
	}
	return cmd.Output
}

func (cmd *convertCommand) checkOutput(s *session, output string, to converter.Format) diag.List {
	if output == "-" {
		if (to == converter.DOCX || to == converter.PDF || to == converter.OFD) && isTerminal(s.stdout) {
			return problem("output-terminal", "format", to)
		}
		return nil
	}
	if isInput(output, cmd.Inputs) {
		return problem("output-is-input", "output", output)
	}
	if cmd.Output == "" && !cmd.Force && !cmd.Skip && exists(output) {
		return problem("output-exists", "output", output)
	}
	return nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// withoutExisting leaves out the inputs whose output is there, and says how many.
func (cmd *convertCommand) withoutExisting(plan []destination) (left []destination, skipped int) {
	var inputs []string
	for i, d := range plan {
		if d.output != "-" && exists(d.output) {
			skipped++
			continue
		}
		left, inputs = append(left, d), append(inputs, cmd.Inputs[i])
	}
	cmd.Inputs = inputs
	return left, skipped
}

func (cmd *convertCommand) tellSkipped(s *session, skipped int) int {
	if skipped > 0 {
		s.tell(problem("output-skipped", "n", grouped(skipped))...)
	}
	return exitDone
}

// base is an input's file name without its extension.
func base(input string) string {
	if input == "-" {
		return "stdin"
	}
	name := filepath.Base(input)
	if _, known := converter.FormatOfName(name); known {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return name
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// write puts a conversion's files where the plan says.
func (cmd *convertCommand) write(s *session, c *converter.Converter, conversion *converter.Conversion, d destination) diag.List {
	if d.evidence != "" {
		if found := s.putBelow(d.evidence, c.AppendEvidence(nil, conversion.Evidence)); found != nil {
			return found
		}
	}
	return s.putBelow(d.output, conversion.Data)
}

// putBelow is put where the folder may have to be made: results of a folder stand as its files do.
func (s *session) putBelow(name string, data []byte) diag.List {
	if folder := filepath.Dir(name); name != "-" && !isFolder(folder) {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return problem("output-unwritable", append(cause(err), "output", name)...)
		}
	}
	return s.put(name, data)
}

// put writes a whole file or nothing: beside the target, then renamed. What is no regular file (a pipe, /dev/null)
// cannot be replaced and is written to. On a terminal the user is told.
func (s *session) put(name string, data []byte) diag.List {
	err := error(nil)
	if name == "-" {
		err = s.write(s.stdout, data)
	} else {
		err = s.replace(name, data)
	}
	if isCancelled(s.ctx, err) {
		s.cut = true
		return problem("work-interrupted", "done", 0, "total", 1)
	}
	switch {
	case err != nil && name == "-":
		return problem("stdout-unwritable", cause(err)...)
	case err != nil:
		return problem("output-unwritable", append(cause(err), "output", name)...)
	case name == "-":
		return nil
	}
	if isTerminal(s.stderr) {
		fmt.Fprintf(s.stderr, "%s %s\n", helpText("written", s.lang), name)
	}
	return nil
}

func (s *session) replace(name string, data []byte) (err error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real // a link stays a link
	}
	mode := os.FileMode(0o666) // less the umask
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			_, err := within(s.ctx, func() (struct{}, error) { return struct{}{}, os.WriteFile(name, data, mode) })
			return err
		}
		mode = info.Mode().Perm()
	}
	// A short name of its own: the target's may be as long as a file system allows.
	temporary := filepath.Join(filepath.Dir(name), ".nianbao-"+rand.Text()[:12]+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary)
		}
	}()
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}
