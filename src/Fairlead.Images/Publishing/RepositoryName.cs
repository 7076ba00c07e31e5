using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>Where in a registry images lie, such as <c>127.0.0.1:5000/team/nano3-sft</c>. The grammar is that of the distribution project's references; the host must be named.</summary>
/// <param name="Host">With the port, if one is named.</param>
public sealed partial record RepositoryName(string Host, string Path)
{
    private const int LongestPath = 255;
    private const string Example = "registry.example.net/team/image, or docker.io/team/image";

    /// <summary>Whether the registry is on this machine: engines then take plain HTTP from it.</summary>
    public bool IsLoopback => new Uri($"http://{Host}").IsLoopback;

    /// <exception cref="FairleadException">The text is no repository with its registry.</exception>
    public static RepositoryName Parse(string text)
    {
        var match = Grammar().Match(text);
        var (host, path) = (match.Groups["host"].Value, match.Groups["path"].Value);
        return match.Success && path.Length <= LongestPath && (host == "localhost" || host.AsSpan().ContainsAny('.', ':'))
            ? new RepositoryName(host, path)
            : throw FairleadException.Usage($"expected a repository with its registry and without a tag, found '{text}'", $"name it like {Example}; the path is in lower case");
    }

    /// <summary>The name under which an engine pushes.</summary>
    public string WithTag(string tag) => $"{this}:{tag}";

    public override string ToString() => $"{Host}/{Path}";

    [GeneratedRegex(@"\A(?<host>(?:(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?)/(?<path>[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)\z")]
    private static partial Regex Grammar();
}
