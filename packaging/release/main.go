package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// options are the command line.
type options struct {
	root, out, tree     string
	platforms, variants string
	version, toolchain  string
	snapshot            bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// command parses the command line and makes the release.
func command(ctx context.Context, args []string, log io.Writer) error {
	var o options
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.StringVar(&o.root, "root", "../..", "the `folder` of the sources")
	flags.StringVar(&o.out, "out", "", "the `folder` for archives, lists and checksums (dist in the sources' folder)")
	flags.StringVar(&o.tree, "tree", "", "write the files of one target into this `folder` instead, for a container image")
	flags.StringVar(&o.platforms, "platforms", strings.Join(allPlatforms, ","), "which `systems`, as GOOS/GOARCH")
	flags.StringVar(&o.variants, "variants", strings.Join(allVariants, ","), "which `variants`")
	flags.StringVar(&o.version, "version", "", "the `version` to stamp (from Git: the tag, or a pseudo-version of the commit)")
	flags.StringVar(&o.toolchain, "toolchain", toolchain, "the Go `version` to build with; local takes the one that is installed")
	flags.BoolVar(&o.snapshot, "snapshot", false, "allow changes that are not committed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return o.run(ctx, log)
}

// run makes the release that the options describe.
func (o options) run(ctx context.Context, log io.Writer) error {
	targets, err := parseTargets(o.platforms, o.variants)
	if err != nil {
		return err
	}
	root, err := filepath.Abs(o.root)
	if err != nil {
		return fmt.Errorf("finding the sources: %w", err)
	}
	src, err := readSource(ctx, root, o.version, os.Getenv("SOURCE_DATE_EPOCH"), o.snapshot)
	if err != nil {
		return err
	}
	b := builder{root: root, version: src.version, toolchain: o.toolchain}
	fmt.Fprintf(log, "nianbao %s, commit of %s, Go %s\n", src.version, src.time.Format(time.RFC3339), b.toolchain)
	if o.tree != "" {
		if len(targets) != 1 {
			return fmt.Errorf("-tree takes one target, these are %d: name one with -platforms and -variants", len(targets))
		}
		return b.tree(ctx, targets[0], o.tree)
	}
	if o.out == "" {
		o.out = filepath.Join(root, "dist")
	}
	return b.release(ctx, targets, src, o.out, log)
}

// release builds every target into out, which must be empty or new: a file of another release would get a checksum too.
func (b builder) release(ctx context.Context, targets []target, src source, out string, log io.Writer) error {
	if err := emptyFolder(out); err != nil {
		return err
	}
	for _, t := range targets {
		fmt.Fprintln(log, t.archive(src.version))
		if err := b.packageTarget(ctx, t, src, out); err != nil {
			return fmt.Errorf("%s: %w", t.archive(src.version), err)
		}
	}
	return writeSums(out)
}

// packageTarget builds one target and writes its archive and its bill of materials.
func (b builder) packageTarget(ctx context.Context, t target, src source, out string) error {
	return b.withFiles(ctx, t, func(made built, files []file) error {
		if err := writeArchive(filepath.Join(out, t.archive(src.version)), t.folder(src.version), files, src.time); err != nil {
			return err
		}
		list, err := b.billOfMaterials(ctx, t, made, src)
		if err != nil {
			return fmt.Errorf("bill of materials: %w", err)
		}
		return os.WriteFile(filepath.Join(out, t.folder(src.version)+".cdx.json"), list, 0o644)
	})
}

// tree writes the files of one target into a folder, as its archive would unpack.
func (b builder) tree(ctx context.Context, t target, folder string) error {
	return b.withFiles(ctx, t, func(_ built, files []file) error { return writeTree(folder, files) })
}

// withFiles builds one target in a folder that is gone afterwards, and hands over the program and all that lies beside it.
func (b builder) withFiles(ctx context.Context, t target, use func(built, []file) error) error {
	work, err := os.MkdirTemp("", "nianbao-release-")
	if err != nil {
		return fmt.Errorf("making a folder to build in: %w", err)
	}
	defer os.RemoveAll(work)
	made, err := b.build(ctx, t, work)
	if err != nil {
		return err
	}
	files, err := b.contents(ctx, t, made)
	if err != nil {
		return err
	}
	return use(made, files)
}

// emptyFolder makes sure that a folder is there and holds nothing.
func emptyFolder(name string) error {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return fmt.Errorf("making the folder for the release: %w", err)
	}
	found, err := os.ReadDir(name)
	if err != nil {
		return fmt.Errorf("reading the folder for the release: %w", err)
	}
	if len(found) > 0 {
		return fmt.Errorf("%s is not empty: it holds %s", name, found[0].Name())
	}
	return nil
}
