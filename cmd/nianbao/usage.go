package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// What is wrong with a command line is told in the user's language, from what the library's errors hold and not from what
// they say.

// usageProblem is an error of the command line's library, or one of ours, as diagnostics.
func usageProblem(cmd *cobra.Command, err error) diag.List {
	if found, ok := errors.AsType[diag.List](err); ok {
		return found
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if e.GetSpecifiedShortnames() != "" {
			return problem("usage-flag-unknown", "flag", "-"+e.GetSpecifiedName(), "similar", diag.Wording{})
		}
		return problem("usage-flag-unknown", "flag", "--"+e.GetSpecifiedName(), "similar", similar(flagNames(cmd), e.GetSpecifiedName(), "--"))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return problem("usage-flag-empty", "flag", "--"+e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return invalidValue("--"+e.GetFlag().Name, e.GetValue(), err)
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return problem("usage-flag-unknown", "flag", e.GetSpecifiedFlag(), "similar", diag.Wording{})
	}
	return problem("usage-wrong", "problem", err)
}

// invalidValue says what a flag or a variable should have been.
func invalidValue(name, value string, err error) diag.List {
	wanted, ok := errors.AsType[wants](err)
	if !ok {
		return problem("usage-flag-value", "flag", name, "value", value)
	}
	switch wanted.kind {
	case "count":
		return problem("usage-flag-count", "flag", name, "value", value)
	case "year":
		return problem("usage-flag-year", "flag", name, "value", value, "first", report.FirstYear, "last", report.LastYear)
	case "number":
		return problem("usage-flag-number", "flag", name, "value", value)
	case "duration":
		return problem("usage-flag-duration", "flag", name, "value", value)
	case "one-of":
		return problem("usage-flag-one-of", "flag", name, "value", value, "known", strings.Join(wanted.values, ", "))
	}
	return problem("usage-flag-value", "flag", name, "value", value)
}

// noCommand is the error of a command that only has others under it.
func noCommand(cmd *cobra.Command, args []string) error {
	var known []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			known = append(known, c.Name())
		}
	}
	if len(args) == 0 {
		return problem("usage-no-command", "known", strings.Join(known, ", "))
	}
	return problem("usage-command-unknown", "command", args[0], "known", strings.Join(known, ", "), "similar", similar(known, args[0], ""))
}

// similar names what may have been meant, as an addition to a message.
func similar(known []string, typed, prefix string) diag.Wording {
	// The library compares names of commands only, so the names become commands.
	probe := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, name := range known {
		probe.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	found := probe.SuggestionsFor(typed)
	if len(found) == 0 {
		return diag.Wording{}
	}
	for i, name := range found {
		found[i] = prefix + name
	}
	return diag.Word("did-you-mean").With("names", diag.Wording{Chinese: strings.Join(found, "、"), English: strings.Join(found, " or ")})
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// helpCommand is nianbao help COMMAND.
func (s *session) helpCommand() *cobra.Command {
	return &cobra.Command{Use: "help [COMMAND]", Short: helpText("help", s.lang), DisableFlagsInUseLine: true,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && c.IsAvailableCommand() && strings.HasPrefix(c.Name(), typed) {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(cmd.Root(), args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		}}
}

// completionTexts puts the library's completion command into the user's language, and makes a shell that it does not know
// an error.
func (s *session) completionTexts(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Short, cmd.Long = helpText("completion", s.lang), helpText("completion", s.lang)
		cmd.Args, cmd.RunE = cobra.ArbitraryArgs, noCommand
		cmd.DisableFlagsInUseLine = true
		for _, shell := range cmd.Commands() {
			shell.Short = helpText("completion-for", s.lang) + shell.Name()
			shell.Args = func(_ *cobra.Command, args []string) error {
				if len(args) > 0 {
					return problem("usage-argument", "argument", args[0])
				}
				return nil
			}
			if f := shell.Flags().Lookup("no-descriptions"); f != nil {
				f.Usage, f.DefValue = helpText("no-descriptions", s.lang), ""
			}
		}
	}
}

// usageTemplate is the help of a command, in the words of the language (text/template, with what the library offers).
func usageTemplate(lang diag.Lang) string {
	words := strings.Split(helpText("usage-words", lang), "|")
	return words[0] + `{{if .HasAvailableSubCommands}}{{.CommandPath}} ` + words[1] + `{{else}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

` + words[2] + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + words[3] + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + words[4] + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + words[5] + `{{end}}
`
}
