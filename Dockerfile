# nianbao as a container image: one static program, licences, nothing else; no shell, no user, no file that is written.
#
#   docker build -t nianbao --build-arg VERSION="$(git describe --tags)" --build-arg REVISION="$(git rev-parse HEAD)" \
#     --build-arg SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --memory 768m -p 8080:8080 nianbao
#
# With the same version the program in it is, byte for byte, the one in the release's archive. packaging/check-image builds
# and runs its last stage with buildah. docs/operation.md says how to operate it.

# The digest is that of the image index of golang:1.26.8-bookworm, as docker-library/repo-info records it
# (repos/golang/remote/1.26.8-bookworm.md in 38e7883912edc671ee8fe31e16390d28e3ec2e78). To move on, change both, and toolchain in
# packaging/release/build.go:  docker buildx imagetools inspect --format '{{.Manifest.Digest}}' golang:1.26.8-bookworm
FROM --platform=$BUILDPLATFORM golang:1.26.8-bookworm@sha256:f4191582e1522dfc5980a6bdc0309a756f9697f3e7d0f199c7e26fc82ab324fd AS build
WORKDIR /src
COPY . .
# The first two come from the builder; a default here would hide them.
ARG TARGETOS TARGETARCH
ARG VERSION=devel VARIANT=full SOURCE_DATE_EPOCH=315532800
# Compiles on the building machine for the machine that is wanted. Both caches outlive the build; nothing of them ends up in it.
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    go -C packaging/release run . -tree /out -platforms "$TARGETOS/$TARGETARCH" -variants "$VARIANT" -version "$VERSION"

FROM scratch
ARG VERSION=devel REVISION=unknown
# The licence is that of nianbao itself; those of faces and modules lie in /licences.
LABEL org.opencontainers.image.title="nianbao" \
      org.opencontainers.image.description="Annual reports on government information disclosure as Word, PDF and data" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
COPY --from=build /out/nianbao /out/LICENSE /out/NOTICE /
COPY --from=build /out/licences /licences
# nobody, by number: there is no /etc/passwd.
USER 65534:65534
EXPOSE 8080
# Inside a container every address is the container's own; five seconds let a load balancer notice the end.
ENV NIANBAO_ADDR=0.0.0.0:8080 NIANBAO_DRAIN=5s
STOPSIGNAL SIGTERM
# Asks /readyz at the port of NIANBAO_ADDR.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/nianbao", "health"]
ENTRYPOINT ["/nianbao"]
CMD ["serve"]
