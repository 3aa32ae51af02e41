package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// source is what is being released: the version that the program will state, and the one time that anything in the release has.
type source struct {
	version  string
	revision string // the commit, 40 or 64 hexadecimal digits; empty where the version was given without a repository
	time     time.Time
}

// stampable is what -X can take and a file name can hold.
var stampable = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.+_-]{0,127}$`)

// readSource finds version, commit and time. Both version and epoch (seconds since 1970) can be given, as in a container build, which
// has no repository; what is not given comes from Git: the version is the tag of the commit (vX.Y.Z) or, without one, the
// pseudo-version that the go command would give it (https://go.dev/ref/mod#pseudo-versions), the time is the commit's. Changes
// that are not committed are an error unless snapshot is set, which marks the version with +dirty instead.
func readSource(ctx context.Context, root, version, epoch string, snapshot bool) (source, error) {
	var s source
	if version == "" || epoch == "" {
		if err := s.fromGit(ctx, root, version == "", snapshot); err != nil {
			return source{}, err
		}
	}
	if version != "" {
		s.version = version
	}
	if !stampable.MatchString(s.version) {
		return source{}, fmt.Errorf("the version %q cannot be part of a file name", s.version)
	}
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || seconds < 0 {
			return source{}, fmt.Errorf("the time %q is no number of seconds since 1970", epoch)
		}
		s.time = time.Unix(seconds, 0).UTC()
	}
	// Zip archives know no time before 1980 (APPNOTE.TXT 4.4.6).
	if s.time.Year() < 1980 {
		return source{}, fmt.Errorf("the time %s is before 1980", s.time.Format(time.DateOnly))
	}
	return s, nil
}

// fromGit fills s from the repository at root. named says that the version is wanted too.
func (s *source) fromGit(ctx context.Context, root string, named, snapshot bool) error {
	head, err := git(ctx, root, "log", "-1", "--format=%H %ct")
	if err != nil {
		return err
	}
	revision, seconds, _ := strings.Cut(head, " ")
	committed, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return fmt.Errorf("git says that the commit's time is %q", seconds)
	}
	s.revision, s.time = revision, time.Unix(committed, 0).UTC()
	changed, err := git(ctx, root, "status", "--porcelain")
	if err != nil {
		return err
	}
	if changed != "" && !snapshot {
		return fmt.Errorf("there are changes that no commit holds (-snapshot allows them):\n%s", changed)
	}
	if !named {
		return nil
	}
	if s.version, err = gitVersion(ctx, root, revision, s.time); err != nil {
		return err
	}
	if changed != "" {
		s.version += "+dirty"
	}
	return nil
}

// gitVersion is the highest version among the tags of the commit, or its pseudo-version after the nearest tag before it.
func gitVersion(ctx context.Context, root, revision string, committed time.Time) (string, error) {
	tags, err := git(ctx, root, "tag", "--points-at", "HEAD", "v*")
	if err != nil {
		return "", err
	}
	if v := highest(tags); v != "" {
		return v, nil
	}
	if tags, err = git(ctx, root, "tag", "--merged", "HEAD", "v*"); err != nil {
		return "", err
	}
	older := highest(tags)
	return module.PseudoVersion(semver.Major(older), older, committed, revision[:12]), nil
}

// highest is the highest semantic version of a list, or nothing.
func highest(list string) string {
	best := ""
	for name := range strings.FieldsSeq(list) {
		if semver.Canonical(name) == name && semver.Compare(name, best) > 0 {
			best = name
		}
	}
	return best
}

// git runs git in a folder and gives its output without the last line break.
func git(ctx context.Context, folder string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "git", append([]string{"-C", folder}, args...)...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
		}
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimRight(string(out), "\n"), nil
}
