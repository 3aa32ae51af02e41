package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sides"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// settings are what the command line says.
type settings struct {
	all     bool
	sides   string
	rounds  int
	reports int
	batch   int
	work    string
	output  string
	nianbao string
	root    string
}

func run(ctx context.Context, arguments []string, in io.Reader, out io.Writer) error {
	verb := ""
	if len(arguments) > 0 && !strings.HasPrefix(arguments[0], "-") {
		verb, arguments = arguments[0], arguments[1:]
	}
	if verb == "worker" {
		if len(arguments) != 2 {
			return errors.New("worker wants the name of a side and a folder")
		}
		return sides.Work(arguments[0], arguments[1], in, out)
	}
	var s settings
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.BoolVar(&s.all, "all", false, "run every side, and the batch")
	flags.StringVar(&s.sides, "sides", "", "run only these, by key or verb: "+strings.Join(keys(), ", "))
	flags.IntVar(&s.rounds, "rounds", 5, "rounds")
	flags.IntVar(&s.reports, "distinct", 300, "distinct reports")
	flags.IntVar(&s.batch, "reports", 20_000, "reports of the batch")
	flags.StringVar(&s.work, "work", "", "folder for what is made meanwhile (for 20,000 reports some 6 GB); a temporary one by default")
	flags.StringVar(&s.output, "o", "", "file of results; results/DATE.json by default with --all")
	flags.StringVar(&s.nianbao, "nianbao", "", "the nianbao command; built of this repository by default")
	flags.StringVar(&s.root, "root", "..", "the repository")
	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("not understood: %s", flags.Arg(0))
	}
	switch verb {
	case "pages":
		return makePages(s)
	case "batch":
		return inPlace(ctx, s, out, func(p sides.Place) error { return batchOnly(ctx, s, p, out) })
	case "":
	default:
		return fmt.Errorf("there is no %q; there are batch and pages", verb)
	}
	if s.all == (s.sides != "") {
		return errors.New("say --all or --sides")
	}
	if s.rounds < 1 || s.reports < 1 || s.batch < 1 {
		return errors.New("less than one round or report is none")
	}
	return inPlace(ctx, s, out, func(p sides.Place) error { return compare(ctx, s, p, out) })
}

// keys are the names by which sides can be asked for: their own and their verbs'.
func keys() []string {
	var list []string
	for _, side := range sides.All() {
		list = append(list, side.Key, string(side.Verb))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// chosen returns the sides that were asked for.
func chosen(s settings) ([]sides.Side, error) {
	if s.all {
		return sides.All(), nil
	}
	wanted := strings.Split(s.sides, ",")
	for _, key := range wanted {
		if !slices.Contains(keys(), key) {
			return nil, fmt.Errorf("there is no side %q; there are %s", key, strings.Join(keys(), ", "))
		}
	}
	return slices.DeleteFunc(sides.All(), func(side sides.Side) bool {
		return !slices.Contains(wanted, side.Key) && !slices.Contains(wanted, string(side.Verb))
	}), nil
}

// compare runs the sides and, with --all, the batch, and writes what was measured, also where a side failed.
func compare(ctx context.Context, s settings, p sides.Place, out io.Writer) error {
	list, err := chosen(s)
	if err != nil {
		return err
	}
	now := time.Now()
	d := &results.Data{Date: now.Format(time.DateOnly), Commit: p.Commit, Machine: thisMachine(), Reports: s.reports, Rounds: s.rounds}
	if err := sides.Prepare(ctx, p, s.reports); err != nil {
		return err
	}
	failed := runSides(ctx, s, p, list, d, out)
	if s.all {
		batch, err := runBatch(ctx, p, s.batch)
		if err == nil {
			d.Batch = append(d.Batch, batch)
		}
		failed = errors.Join(failed, err)
	}
	if ctx.Err() != nil {
		return ctx.Err() // half a run is no result
	}
	if s.output == "" && s.all {
		s.output = filepath.Join("results", d.Date+".json")
	}
	if s.output != "" {
		if err := d.Write(s.output); err != nil {
			return err
		}
		fmt.Fprintln(out, "written:", s.output)
	}
	fmt.Fprint(out, "\n", d.Tables())
	fmt.Fprintf(out, "\nThe run took %.0f s.\n", time.Since(now).Seconds())
	if s.all {
		failed = errors.Join(failed, makePages(s))
	}
	return failed
}

func batchOnly(ctx context.Context, s settings, p sides.Place, out io.Writer) error {
	b, err := runBatch(ctx, p, s.batch)
	if err != nil {
		return err
	}
	d := &results.Data{Batch: []results.Batch{b}, Machine: thisMachine()}
	fmt.Fprint(out, d.Tables())
	return nil
}

// makePages makes what the repository's pages show of the newest results.
func makePages(s settings) error {
	newest, err := results.Newest("results")
	if err != nil {
		return err
	}
	d, err := results.Read(newest)
	if err != nil {
		return err
	}
	pages, err := d.Pages(s.root)
	if err != nil {
		return err
	}
	for path, data := range pages {
		if err := os.WriteFile(filepath.Join(s.root, path), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
