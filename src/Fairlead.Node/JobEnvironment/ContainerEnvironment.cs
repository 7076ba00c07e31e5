using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>A value as the container gets it, and who says so.</summary>
internal sealed record Resolved(string Key, string Value, Layer Layer, string Place)
{
    public bool IsOptional { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Those parts of the value that nobody may read in a log.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];
}

/// <summary>The environment of one container, every placeholder replaced.</summary>
/// <param name="Mounts">The host's path by that in the container.</param>
/// <param name="BuildArguments">For a rebuild of its image.</param>
/// <param name="Notes">For people: what is left out, and why.</param>
internal sealed partial record ContainerEnvironment(ImmutableArray<Resolved> Variables, ImmutableArray<Resolved> Mounts, ImmutableArray<Resolved> BuildArguments, ImmutableArray<string> Notes)
{
    // Shorter texts, and numbers, are in every log by chance.
    private const int Telling = 6;

    /// <summary>The values that nobody may read in a log.</summary>
    public IEnumerable<Secret> Secrets => Variables.Concat(Mounts).Concat(BuildArguments).SelectMany(value => value.Secrets)
        .Where(text => text.Length >= Telling && !double.TryParse(text, CultureInfo.InvariantCulture, out _)).Distinct().Select(text => new Secret(text));

    /// <param name="declared">The words of all layers.</param>
    /// <param name="job">The environment of the job.</param>
    /// <exception cref="FairleadException">A variable is needed and not set, or a placeholder would reach the container.</exception>
    public static ContainerEnvironment Of(IReadOnlyList<Declared> declared, IReadOnlyDictionary<string, string> job)
    {
        var ofModel = declared.Where(value => value is { Field: Field.Variable, Layer: Layer.Model }).Select(value => value.Key).ToHashSet(StringComparer.Ordinal);
        var values = Precedence.Merge(declared).Where(value => value.Field != Field.Setting)
            .Select(value => (Declared: value, Evaluated: Placeholders.Evaluate(value.Value, value.Place, name => job.GetValueOrDefault(name))))
            .ToList();
        foreach (var (value, evaluated) in values)
            Check(value, evaluated, ofModel.Contains(value.Key));
        return new ContainerEnvironment(
            Of(Field.Variable),
            Of(Field.Mount),
            Of(Field.BuildArgument),
            [.. values.Where(value => value.Evaluated.Missing is not null).Select(value => $"{value.Declared.Place} is left out: the job's environment has no {value.Evaluated.Missing}")]);

        ImmutableArray<Resolved> Of(Field field) =>
        [
            .. values.Where(value => value.Declared.Field == field && value.Evaluated.Text is not null)
                .Select(value => new Resolved(value.Declared.Key, value.Evaluated.Text!, value.Declared.Layer, value.Declared.Place)
                {
                    IsOptional = value.Declared.IsOptional,
                    IsReadOnly = value.Declared.IsReadOnly,
                    Secrets = SensitiveName.Is(value.Declared.Key) ? value.Evaluated.Secrets.Add(value.Evaluated.Text!) : value.Evaluated.Secrets,
                }),
        ];
    }

    private static void Check(Declared declared, Evaluated evaluated, bool isOfModel)
    {
        if (evaluated.Missing is { } missing && declared.Field == Field.Variable && isOfModel && PromisesSecret().IsMatch(missing))
            throw Placeholders.Needed(declared.Place, missing, "the model's card asks for it");
        if (evaluated.IsOpen)
            throw FairleadException.Usage($"{declared.Key} ({declared.Place}): expected a value, found a placeholder that nothing has replaced", "set the variable, write $${…} for the text itself, or {\"deferred\": \"…\"} for what the container evaluates");
        if (evaluated.Text?.Contains('\0', StringComparison.Ordinal) == true)
            throw FairleadException.Usage($"{declared.Key} ({declared.Place}): expected a text, found one with a NUL character", "remove it");
    }

    [GeneratedRegex("SECRET|TOKEN|KEY|PASSWORD", RegexOptions.IgnoreCase)]
    private static partial Regex PromisesSecret();
}
