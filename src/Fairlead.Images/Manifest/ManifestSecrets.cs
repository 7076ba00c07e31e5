using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>Keeps values of secrets out of manifests: variables whose names promise one are references to the environment of whoever reads.</summary>
internal static partial class ManifestSecrets
{
    // Shorter values occur in other texts by chance.
    private const int Telling = 8;
    private const string BuildCommand = "build_command";

    private static readonly string[] OfVariables = ["docker_env_vars", "docker_build_arg", "env_vars"];

    /// <exception cref="FairleadException">A variable has the value of a secret, or a build command hands one over. The value is not shown.</exception>
    public static void RefuseIn(JsonObject root)
    {
        if (Variables(root).FirstOrDefault(IsSecret) is { } variable)
            throw FairleadException.Usage($"{variable.Path}: expected a reference, found a value, though its name promises a secret", "write {\"fromEnv\": \"NAME\", \"required\": true}: whoever reads it has the variable");
        if (JsonPlace.Below(root).FirstOrDefault(HandsOver) is { } command)
            throw FairleadException.Usage($"{command.Path}: expected a command without secrets, found one in its arguments", "leave the member out");
    }

    /// <summary>Turns values into references, and drops texts that hold one of them, and build commands that hand one over.</summary>
    /// <returns>What was done, for people.</returns>
    public static ImmutableArray<string> HideIn(JsonObject root)
    {
        var variables = Variables(root).Where(IsSecret).ToList();
        var values = variables.Select(variable => variable.Text!).Where(value => value.Length >= Telling).ToList();
        foreach (var variable in variables)
            variable.Replace(new JsonObject { ["fromEnv"] = variable.Name, ["required"] = true });
        var telltales = JsonPlace.Below(root).Where(place => HandsOver(place) || values.Any(value => place.Text?.Contains(value, StringComparison.Ordinal) == true)).ToList();
        foreach (var telltale in telltales)
            telltale.Remove();
        return
        [
            .. variables.Select(variable => $"{variable.Path} had a value, though its name promises a secret: it now refers to the variable {variable.Name}"),
            .. telltales.Select(telltale => $"{telltale.Path} held the value of a secret: it was dropped"),
        ];
    }

    private static IEnumerable<JsonPlace> Variables(JsonObject root) =>
        JsonPlace.Below(root).Where(place => OfVariables.Contains(place.Name) && place.Value is JsonObject).SelectMany(place => JsonPlace.Directly(place.Value!, $"{place.Path}."));

    private static bool IsSecret(JsonPlace variable) => SensitiveName.Is(variable.Name) && variable.Text is { } text && !IsHarmless(text);

    private static bool HandsOver(JsonPlace place) =>
        place is { Name: BuildCommand, Text: { } command }
        && Assignment().Matches(command).Any(match => SensitiveName.Is(match.Groups["name"].Value) && !IsHarmless(match.Groups["value"].Value));

    private static bool IsHarmless(string text) =>
        text.Length == 0 || text[0] is '/' or '~' || bool.TryParse(text, out _) || double.TryParse(text, CultureInfo.InvariantCulture, out _) || Placeholder().IsMatch(text);

    [GeneratedRegex(@"\A\$\{[A-Za-z_][A-Za-z0-9_]*(:\?[^}]*|:-)?\}\z")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_]*)=['""]?(?<value>[^\s'""]*)")]
    private static partial Regex Assignment();
}
