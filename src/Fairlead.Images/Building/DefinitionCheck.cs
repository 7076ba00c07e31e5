using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>Refuses definitions that a client would read as something else, or that would leave a secret in the image.</summary>
internal static partial class DefinitionCheck
{
    private const string NameRule = "lower-case letters and digits, joined by . _ - and /";

    /// <exception cref="FairleadException">The definition is refused.</exception>
    public static void Require(ImageDefinition definition)
    {
        if (!Repository().IsMatch(definition.Name))
            throw FairleadException.Usage($"expected the name of an image ({NameRule}), found '{definition.Name}'");
        if (!File.Exists(definition.Dockerfile))
            throw FairleadException.Usage($"expected the Dockerfile of {definition.Name}, found nothing at '{definition.Dockerfile}'");
        if (!Directory.Exists(definition.Context))
            throw FairleadException.Usage($"expected the context folder of {definition.Name}, found nothing at '{definition.Context}'");
        foreach (var name in definition.Arguments.Keys)
            RequireArgument(definition, name);
        if (definition.Secrets.FirstOrDefault(id => !SecretId().IsMatch(id)) is { } odd)
            throw FairleadException.Usage($"expected the id of a secret of {definition.Name} (letters, digits, . _ -), found '{odd}'");
    }

    private static void RequireArgument(ImageDefinition definition, string name)
    {
        if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal))
            throw FairleadException.Usage($"expected the name of a build argument of {definition.Name}, found '{name}'");
        if (PromisesSecret().IsMatch(name))
        {
            throw FairleadException.Usage(
                $"the build argument '{name}' of {definition.Name} is named like a secret, and build arguments stay in the image's history",
                $"name it in the image's secrets and read it with RUN --mount=type=secret,id={name}");
        }
    }

    // github.com/distribution/reference: path components; a tag and a registry's host have no place here.
    [GeneratedRegex(@"^(?=.{1,200}\z)[a-z0-9]+(?:(?:\.|_{1,2}|-+|/)[a-z0-9]+)*\z")]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\z")]
    private static partial Regex SecretId();

    [GeneratedRegex("SECRET|TOKEN(?!IZER)|PASSWORD|PASSWD|CREDENTIAL|KEYS?$|(^|_)(PAT|AUTH|PASS|PWD|DSN)(_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PromisesSecret();
}
