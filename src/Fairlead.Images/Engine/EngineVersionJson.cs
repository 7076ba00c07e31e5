using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Judges an engine by what <c>version --format '{{json .}}'</c> prints.</summary>
internal static partial class EngineVersionJson
{
    private static readonly Version OldestDocker = new(20, 10);
    private static readonly Version OldestPodman = new(4, 0);

    // From this one on a client without the plugin has the classic builder alone (docker/cli, release notes of 23.0).
    private static readonly Version FirstWithoutBuildKit = new(23, 0);

    /// <param name="hasBuildx">Whether <c>docker buildx version</c> ended well.</param>
    /// <exception cref="FairleadException">The engine is too old, or the text is something else.</exception>
    public static EngineSurvey Read(string text, bool hasBuildx)
    {
        try
        {
            var answer = JsonNode.Parse(text)!;
            var client = answer["Client"]!;
            return client["OsArch"] is { } platform
                ? Podman(client, answer["Server"] ?? client, Text(platform))
                : Docker(client, answer["Server"]!, hasBuildx);
        }
        catch (Exception exception) when (exception is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw FairleadException.Stage($"expected the versions of a container engine, found '{text.Trim()}'", "container_client names docker or podman", exception);
        }
    }

    private static EngineSurvey Podman(JsonNode client, JsonNode server, string platform)
    {
        var version = Text(client["Version"]);
        RefuseOlder("podman", OldestPodman, version);
        return new EngineSurvey(version, Text(server["Version"]), Text(server["APIVersion"]), platform, BuildTool.Podman);
    }

    private static EngineSurvey Docker(JsonNode client, JsonNode server, bool hasBuildx)
    {
        var version = Text(server["Version"]);
        RefuseOlder("Docker Engine", OldestDocker, version);
        var clientVersion = Text(client["Version"]);
        var tool = hasBuildx ? BuildTool.Buildx
            : VersionOf(clientVersion) < FirstWithoutBuildKit ? BuildTool.IntegratedBuildKit
            : BuildTool.Classic;
        return new EngineSurvey(clientVersion, version, Text(server["ApiVersion"]), $"{Text(server["Os"])}/{Text(server["Arch"])}", tool);
    }

    private static void RefuseOlder(string engine, Version oldest, string found)
    {
        if (VersionOf(found) < oldest)
            throw FairleadException.Stage($"expected {engine} {oldest} or newer, found {found}", "update the engine");
    }

    private static Version VersionOf(string text) =>
        LeadingVersion().Match(text) is { Success: true } match
            ? new Version(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"no version: '{text}'");

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    // Packagers add their own words: 20.10.24+dfsg1.
    [GeneratedRegex(@"^(\d{1,6})\.(\d{1,6})")]
    private static partial Regex LeadingVersion();
}
