// Command release makes what is handed to people who do not build nianbao themselves: a static program for each system, in an
// archive with every licence that it must travel with, a list of what is inside (a CycloneDX bill of materials), and one file of
// checksums over all of it.
//
//	go -C packaging/release run . -version v0.1.0            # everything, into dist/
//	go -C packaging/release run . -platforms linux/amd64 -snapshot
//	go -C packaging/release run . -tree /out -platforms linux/arm64 -variants full   # the files of one archive, for the Dockerfile
//
// Two runs over the same commit give the same bytes, on any machine and in any folder. Four things make that so, and
// packaging/check-release tests them together: the Go version is pinned (toolchain in build.go); the environment of the build is
// written out and not inherited (a GOFLAGS or GOAMD64 of whoever builds would change the program); the only time is the commit's
// (SOURCE_DATE_EPOCH, https://reproducible-builds.org/specs/source-date-epoch/); archives name files in order, owned by nobody.
//
// Everything fails closed. A linked module without a licence text, an embedded face of which fonts.go knows no licence, a bill of
// materials that differs from what the program itself says is in it, or a tree with changes that no commit holds ends the run
// with an error and without SHA256SUMS, which is written last: a folder with that file is a whole release.
//
// The order of work is the order of the files: source.go (which commit, version and time), target.go (for which systems), build.go
// (the program), contents.go with licences.go and fonts.go (what lies beside it), archive.go, sbom.go, sums.go.
//
// The command is a module of its own because its tool, cyclonedx-gomod, brings some forty modules along that the product
// has no use for.
package main
