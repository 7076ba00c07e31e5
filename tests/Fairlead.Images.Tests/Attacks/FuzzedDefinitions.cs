using System.Collections.Immutable;
using Fairlead.Images.Building.Context;
using Fairlead.Images.Building.Dockerfiles;
using Fairlead.Images.Manifest;
using Fairlead.Images.Tests.Manifest;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Attacks;

/// <summary>Damaged Dockerfiles, ignore files and manifests.</summary>
[Category(Attack.Category)]
public sealed class FuzzedDefinitions
{
    private const int Rounds = 3000;

    private const string Dockerfile = """
        # syntax=docker/dockerfile:1
        # escape=\
        ARG BASE=python:3.12
        FROM --platform=$BUILDPLATFORM ${BASE:-busybox} AS build
        RUN --mount=type=cache,target=/c <<EOF cat \
          && echo x
        text
        EOF
        COPY --from=busybox:1 /bin/sh /bin/sh
        FROM build
        ENV A="b c" D=$A
        """;

    [Test]
    public void Of_images() => Attack.Fuzz(
        "Dockerfile",
        Rounds,
        [Dockerfile, "FROM scratch\nCOPY . .\n"],
        "FROM AS ARG ${ ${A:+ <<EOF <<-\"E\" \\ # --platform= --from= ONBUILD HEALTHCHECK \" ' escape=` $TARGETPLATFORM @sha256:",
        text => ImageBases.Of(text, ImmutableDictionary<string, string>.Empty, "linux/amd64"));

    [Test]
    public void Of_contexts() => Attack.Fuzz(
        ".dockerignore",
        Rounds,
        ["**/*.pyc\n!keep.pyc\n/build\n# note\n[a-z]?.txt\n", "*\n!src/**\n"],
        "** * ? [ ] [^ [a-] ! \\ / // .. . # !! ***",
        text => IgnoreRules.Parse(text).Hides("src/a/b/c/keep.pyc"));

    [Test]
    public void Of_manifests() => Attack.Fuzz(
        "manifest",
        Rounds,
        [.. UpstreamFixture.Names.Select(UpstreamFixture.Read)],
        "{ } [ ] null true 1e999 \"\\ud800\" \"built_images\" \"built_models\" : , -1 \"\"",
        text => ManifestJson.Read(text));
}
