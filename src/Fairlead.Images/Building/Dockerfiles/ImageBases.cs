using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Dockerfiles;

/// <summary>The images that a Dockerfile builds upon or copies from, other than its own stages.</summary>
internal sealed partial class ImageBases
{
    private const string Nothing = "scratch";

    private readonly IReadOnlyDictionary<string, string> given;
    private readonly Dictionary<string, string> known;
    private readonly Substitution substitution;
    private readonly List<string> stages = [];
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);

    private ImageBases(char escape, IReadOnlyDictionary<string, string> arguments, string platform)
    {
        given = arguments;
        known = OfPlatform(platform);
        substitution = new Substitution(known, escape);
    }

    /// <param name="arguments">Build arguments; they count where the Dockerfile declares them before its first FROM.</param>
    /// <param name="platform">What is built for, such as <c>linux/arm64/v8</c>.</param>
    /// <returns>References as written, variables filled in.</returns>
    /// <exception cref="FairleadException">A base cannot be read.</exception>
    public static ImmutableArray<string> Of(string dockerfile, IReadOnlyDictionary<string, string> arguments, string platform)
    {
        var text = new DockerfileText(dockerfile);
        var bases = new ImageBases(text.Escape, arguments, platform);
        foreach (var instruction in text.Instructions)
            bases.Read(instruction);
        return bases.stages.Count > 0
            ? [.. bases.found]
            : throw FairleadException.Usage("expected FROM in the Dockerfile, found none", "begin it with FROM and the image to build upon");
    }

    private void Read(Instruction instruction)
    {
        switch (instruction.Keyword)
        {
            case "ARG" when stages.Count == 0:
                Declare(instruction.Rest);
                break;
            case "FROM":
                Stage(instruction.Rest);
                break;
            case "COPY":
                foreach (var source in instruction.FlagsNamed("from"))
                    CopyFrom(source);
                break;
            case "RUN":
                foreach (var source in instruction.FlagsNamed("mount").SelectMany(mount => mount.Split(',')).Where(part => part.StartsWith("from=", StringComparison.Ordinal)))
                    CopyFrom(source["from=".Length..]);
                break;
        }
    }

    private void Declare(string rest)
    {
        foreach (var (name, value) in Words().Matches(rest).Select(match => match.Value.Split('=', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1))))
        {
            if (given.TryGetValue(name, out var other))
                known[name] = other;
            else if (value is not null)
                known[name] = substitution.Fill(value);
        }
    }

    private void Stage(string rest)
    {
        var words = rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var image = substitution.Fill(words.FirstOrDefault(""));
        if (image != Nothing && !IsStage(image))
            found.Add(Checked(image, rest));
        stages.Add(words is [_, var keyword, var name] && keyword.Equals("as", StringComparison.OrdinalIgnoreCase) ? name : "");
    }

    private void CopyFrom(string source)
    {
        var isNumber = int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!isNumber && source != Nothing && !IsStage(source))
            found.Add(Checked(source, $"from={source}"));
    }

    private bool IsStage(string name) => name.Length > 0 && stages.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Checked(string image, string where) => Reference().IsMatch(image)
        ? image
        : throw FairleadException.Usage(
            $"expected the name of an image, found '{image}' in '{where}' of the Dockerfile",
            "give each ARG that FROM uses a default or a build argument; to copy from an image that a variable names, make it a stage: FROM ${NAME} AS other");

    // What BuildKit declares by itself: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
    private static Dictionary<string, string> OfPlatform(string platform)
    {
        var parts = platform.Split('/');
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TARGETPLATFORM"] = platform,
            ["TARGETOS"] = parts[0],
            ["TARGETARCH"] = parts.ElementAtOrDefault(1) ?? "",
            ["TARGETVARIANT"] = parts.ElementAtOrDefault(2) ?? "",
        };
    }

    // github.com/distribution/reference, loosely: enough that a client cannot take it for an option.
    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.:/@+-]*\z")]
    private static partial Regex Reference();

    // NAME=VALUE pairs; quotes and escapes may hold blanks.
    [GeneratedRegex("""(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\])+""")]
    private static partial Regex Words();
}
