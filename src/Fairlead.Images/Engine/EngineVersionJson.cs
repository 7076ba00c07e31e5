using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Judges an engine by what <c>version --format '{{json .}}'</c> prints.</summary>
internal static partial class EngineVersionJson
{
    private const string Expected = "the versions of a container engine";
    private static readonly Version OldestDocker = new(20, 10);
    private static readonly Version OldestPodman = new(4, 0);

    // From this one on a client without the plugin has the classic builder alone (docker/cli, release notes of 23.0).
    private static readonly Version FirstWithoutBuildKit = new(23, 0);

    /// <param name="hasBuildx">Whether <c>docker buildx version</c> ended well.</param>
    /// <exception cref="FairleadException">The engine is too old, or the text is something else.</exception>
    public static EngineSurvey Read(string text, bool hasBuildx)
    {
        var answer = EngineAnswer.Read(text, EngineJson.Default.EngineVersions, Expected);
        return (answer.Client, answer.Server) switch
        {
            ({ OsArch: { } platform } client, var server) => Podman(client, server ?? client, platform),
            (var client, { ApiVersion: { } api, Os: { } os, Arch: { } architecture } server) => Docker(client.Version, server.Version, api, $"{os}/{architecture}", hasBuildx),
            _ => throw EngineAnswer.Unexpected(Expected, text),
        };
    }

    private static EngineSurvey Podman(EngineVersion client, EngineVersion server, string platform)
    {
        RefuseOlder("podman", OldestPodman, client.Version);
        return new EngineSurvey(client.Version, server.Version, server.PodmanApiVersion ?? server.Version, platform, BuildTool.Podman);
    }

    private static EngineSurvey Docker(string client, string server, string api, string platform, bool hasBuildx)
    {
        RefuseOlder("Docker Engine", OldestDocker, server);
        var tool = hasBuildx ? BuildTool.Buildx
            : VersionOf(client) < FirstWithoutBuildKit ? BuildTool.IntegratedBuildKit
            : BuildTool.Classic;
        return new EngineSurvey(client, server, api, platform, tool);
    }

    private static void RefuseOlder(string engine, Version oldest, string found)
    {
        if (VersionOf(found) < oldest)
            throw FairleadException.Stage($"expected {engine} {oldest} or newer, found {found}", "update the engine");
    }

    private static Version VersionOf(string text) =>
        LeadingVersion().Match(text) is { Success: true } match
            ? new Version(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw EngineAnswer.Unexpected(Expected, text);

    // Packagers add their own words: 20.10.24+dfsg1.
    [GeneratedRegex(@"^(\d{1,6})\.(\d{1,6})")]
    private static partial Regex LeadingVersion();
}
