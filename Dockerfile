# A static binary in an empty image, run as nobody. Nothing is written to disk: run it with a read-only root.
#
#   docker build -t nianbao --build-arg VERSION=v0.1.0 .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges -p 8080:8080 nianbao
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /nianbao ./cmd/nianbao

FROM scratch
COPY --from=build /nianbao /nianbao
COPY LICENSE NOTICE /
COPY fonts/README.md fonts/fangsong/COPYING.Fandol fonts/fangsong/README.Fandol fonts/kaiti/ARPHICPL.TXT \
     fonts/kaiti/OFL.GWKaiSup.txt fonts/heiti/OFL.NotoSansSC.txt fonts/song/OFL.NotoSerifSC.txt \
     fonts/song/LICENSE.Hanazono.txt /licences/
USER 65534:65534
EXPOSE 8080
# Inside a container every address is the container's own; five seconds let a load balancer notice the end.
ENV NIANBAO_ADDR=0.0.0.0:8080 NIANBAO_DRAIN=5s
ENTRYPOINT ["/nianbao"]
CMD ["serve"]
