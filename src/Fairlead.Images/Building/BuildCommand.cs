using System.Collections.Immutable;
using Fairlead.Images.Building.Context;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>How a client is asked for one build. Secrets travel in its environment: arguments are for all to see, and files outlive who is killed.</summary>
internal static class BuildCommand
{
    /// <summary>Linux takes 128 KiB for one variable (MAX_ARG_STRLEN), and a character may need four bytes.</summary>
    public const int LongestSecret = 32_000;

    /// <param name="options">Of the caller, such as <c>--network</c>.</param>
    public static ImmutableArray<string> ArgumentsOf(ImageBuild build, BuildTool tool, IEnumerable<string> options) =>
    [
        .. Verb(tool, build.Definition),
        "--file", build.Definition.Dockerfile,
        "--tag", build.Reference,
        "--label", $"{ImageKey.Label}={build.Key}",
        .. build.Bases.IsEmpty ? [] : (string[])["--label", $"{KnownBuild.BasesLabel}={KnownBuild.Write(build.Bases)}"],
        .. build.Definition.Platform is { } platform ? (string[])["--platform", platform] : [],
        .. build.Definition.Arguments.SelectMany(argument => (string[])["--build-arg", $"{argument.Key}={argument.Value}"]),
        .. build.Definition.Secrets.SelectMany((id, i) => (string[])["--secret", $"id={id},env={VariableOf(i)}"]),
        .. options,
        build.Definition.Context,
    ];

    /// <summary>The engine's own variables, the secrets, and the builder that is meant, whatever the user's settings say.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(ContainerEngine engine, ImageBuild build, BuildTool tool)
    {
        var variables = new Dictionary<string, string>(engine.Environment ?? new Dictionary<string, string>());
        if (tool is BuildTool.IntegratedBuildKit or BuildTool.Classic)
            variables["DOCKER_BUILDKIT"] = tool == BuildTool.Classic ? "0" : "1";
        // Attestations make an index of an image, and stores with indices name the image after it (docs.docker.com/build/building/variables).
        if (tool == BuildTool.Buildx)
            variables["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1";
        foreach (var (i, id) in build.Definition.Secrets.Index())
            variables[VariableOf(i)] = build.Secrets[id].Reveal();
        return variables;
    }

    /// <summary>Whether a variable of a process can hold that value.</summary>
    public static bool CanCarry(Secret secret) =>
        secret.Reveal() is { Length: <= LongestSecret } value && !value.Contains('\0', StringComparison.Ordinal);

    private static string[] Verb(BuildTool tool, ImageDefinition definition) => tool switch
    {
        // A builder of its own keeps what it makes unless it is told to load it.
        BuildTool.Buildx => ["buildx", "build", "--load", "--progress", "plain"],
        BuildTool.IntegratedBuildKit => ["build", "--progress", "plain"],
        // By itself it would look for .containerignore first.
        BuildTool.Podman when IgnoreRules.FileFor(definition, tool) is { } ignoreFile => ["build", "--ignorefile", ignoreFile],
        _ => ["build"],
    };

    private static string VariableOf(int secret) => $"FAIRLEAD_BUILD_SECRET_{secret}";
}
