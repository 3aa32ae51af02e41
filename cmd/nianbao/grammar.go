package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// The command line is described by structs: a field of [cli] tagged cmd is a sub-command, a field of a sub-command is a
// flag. This file hands them to the library that parses, which wants one call a flag. The tags are
//
//	help:"${name}"      the text, by its name in help.go
//	name:"json"         instead of the field's name in kebab case
//	short:"o"           the one-letter form
//	default:"30s"       what holds where the flag is not given
//	env:"NIANBAO_ADDR"  the variable that stands in for the flag
//	placeholder:"FILE"  what help shows for the value; YEAR is one that reports can have
//	enum:"a,b"          the values there are; an empty one stands for none given
//	sep:"none"          a list's values are not divided at commas
//	required:""         there is no default
//	arg:""              the list of inputs: at least one
//	hidden:""           a sub-command that help does not list
type flagSpec struct {
	name, short, fallback, env, placeholder, help string
	enum                                          []string
	whole, required, isInputs, isYear             bool
}

// readSpec reads a field's tags.
func readSpec(field reflect.StructField) flagSpec {
	tag := field.Tag
	spec := flagSpec{name: cmp.Or(tag.Get("name"), kebab(field.Name)), short: tag.Get("short"), fallback: tag.Get("default"),
		env: tag.Get("env"), placeholder: tag.Get("placeholder"), help: textName(tag), whole: tag.Get("sep") == "none"}
	for value := range strings.SplitSeq(tag.Get("enum"), ",") {
		if value != "" {
			spec.enum = append(spec.enum, value)
		}
	}
	_, spec.required = tag.Lookup("required")
	_, spec.isInputs = tag.Lookup("arg")
	spec.isYear = spec.placeholder == "YEAR"
	return spec
}

// textName is the name of a help text in ${…}.
func textName(tag reflect.StructTag) string {
	return strings.TrimSuffix(strings.TrimPrefix(tag.Get("help"), "${"), "}")
}

// kebab is a field's name as a flag's: FontDir is font-dir.
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// tree builds the commands from the grammar. The command that is chosen leaves its exit status in *status; what the library prints goes to out,
// which its command of completions asks for when it is made.
func (s *session) tree(grammar *cli, status *int, out io.Writer) *cobra.Command {
	root := &cobra.Command{Use: "nianbao", Long: helpText("about", s.lang), Short: helpText("about", s.lang), Args: cobra.ArbitraryArgs,
		SilenceErrors: true, SilenceUsage: true, DisableAutoGenTag: true, SuggestionsMinimumDistance: 2}
	showVersion := root.Flags().Bool("version", false, helpText("version", s.lang))
	root.PersistentFlags().BoolP("help", "h", false, helpText("help-flag", s.lang))
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if *showVersion && len(args) == 0 {
			*status = (&versionCommand{}).run(s)
			return nil
		}
		return noCommand(cmd, args)
	}
	root.SetOut(out)
	root.SetUsageTemplate(usageTemplate(s.lang))
	value := reflect.ValueOf(grammar).Elem()
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if _, is := field.Tag.Lookup("cmd"); !is {
			s.flag(root.PersistentFlags(), value.Field(i), readSpec(field))
			continue
		}
		command := s.command(kebab(field.Name), textName(field.Tag), value.Field(i), status)
		_, command.Hidden = field.Tag.Lookup("hidden")
		root.AddCommand(command)
	}
	root.SetHelpCommand(s.helpCommand())
	root.InitDefaultCompletionCmd("completion")
	s.completionTexts(root)
	eachCommand(root, complete)
	return root
}

// command builds one sub-command of the struct that value is.
func (s *session) command(name, text string, value reflect.Value, status *int) *cobra.Command {
	work, ok := value.Addr().Interface().(command)
	if !ok {
		panic(fmt.Sprintf("%s is no command", name)) // the grammar is part of the program, and every test builds it
	}
	cmd := &cobra.Command{Use: name, Short: helpText(text, s.lang), DisableFlagsInUseLine: true, Args: cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.NoFileCompletions}
	var inputs reflect.Value
	var required []string
	for i := range value.NumField() {
		spec := readSpec(value.Type().Field(i))
		switch {
		case spec.isInputs:
			inputs = value.Field(i)
			cmd.Use += " " + strings.ToUpper(spec.name) + "..."
			cmd.Long = helpText(text, s.lang) + "\n\n" + strings.ToUpper(spec.name) + "  " + helpText(spec.help, s.lang)
			cmd.ValidArgsFunction = nil // the shell completes file names
		default:
			s.flag(cmd.Flags(), value.Field(i), spec)
			if spec.required {
				required = append(required, spec.name)
				cmd.Use += " --" + spec.name + " " + spec.placeholder
			}
		}
	}
	cmd.Use += " " + helpText("flags-word", s.lang)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := environment(cmd.Flags(), os.Getenv); err != nil {
			return err
		}
		for _, name := range required {
			if !cmd.Flags().Changed(name) {
				return problem("usage-flag-required", "flag", "--"+name)
			}
		}
		switch {
		case !inputs.IsValid() && len(args) > 0:
			return problem("usage-argument", "argument", args[0])
		case inputs.IsValid() && len(args) == 0:
			return problem("usage-no-input", "command", cmd.CommandPath())
		case inputs.IsValid() && slices.Contains(args, ""): // a variable of a script that was not set
			return problem("usage-input-empty")
		case inputs.IsValid():
			inputs.Set(reflect.ValueOf(args))
		}
		*status = work.run(s)
		return nil
	}
	return cmd
}

// flag defines one flag.
func (s *session) flag(flags *pflag.FlagSet, target reflect.Value, spec flagSpec) {
	value := &flagValue{target: target, spec: spec}
	if spec.fallback != "" {
		if err := value.Set(spec.fallback); err != nil {
			panic(fmt.Sprintf("default of --%s: %v", spec.name, err))
		}
		value.given = false
	}
	text := helpText(spec.help, s.lang)
	if spec.fallback != "" && spec.fallback != "0s" && spec.fallback != "-" {
		text += fmt.Sprintf(helpText("default", s.lang), spec.fallback)
	}
	if spec.env != "" {
		text += fmt.Sprintf(helpText("variable", s.lang), spec.env)
	}
	f := flags.VarPF(value, spec.name, spec.short, text)
	f.DefValue = "" // the text says it, in the user's language
	if target.Kind() == reflect.Bool {
		f.NoOptDefVal = "true"
	}
}

// environment sets the flags that were not given from the variables that stand in for them.
func environment(flags *pflag.FlagSet, getenv func(string) string) error {
	var found diag.List
	flags.VisitAll(func(f *pflag.Flag) {
		value, ok := f.Value.(*flagValue)
		if !ok || f.Changed || value.spec.env == "" {
			return
		}
		text := getenv(value.spec.env)
		if text == "" {
			return
		}
		if err := value.Set(text); err != nil {
			found = append(found, invalidValue(value.spec.env, text, err)...)
		}
	})
	if found != nil {
		return found
	}
	return nil
}

// eachCommand calls f for a command and those under it.
func eachCommand(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, c := range cmd.Commands() {
		eachCommand(c, f)
	}
}

// complete tells the shell the values of the flags that have only some.
func complete(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, ok := f.Value.(*flagValue)
		if !ok {
			return
		}
		values := value.spec.enum
		if strings.HasPrefix(value.spec.placeholder, "FORMAT") {
			formats := converter.Writable()
			if f.Name == "from" {
				formats = converter.Readable()
			}
			for _, format := range formats {
				values = append(values, string(format))
			}
		}
		if values != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails only where it was called before
		}
	})
}
