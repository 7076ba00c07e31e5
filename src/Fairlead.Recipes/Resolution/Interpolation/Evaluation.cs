using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>The evaluation of one text: its value, and the environment variables that went into it.</summary>
internal sealed class Evaluation(
    Interpolator interpolator, Func<string, string?> environment, ReferenceScope scope, string path, Origin origin, ImmutableArray<string> chain)
{
    public const string NotSet = "is not set";

    private const string EnvironmentResolver = "oc.env";
    private const string AutoMountResolver = "auto_mount";
    private readonly List<EnvironmentVariable> variables = [];

    public IReadOnlyList<EnvironmentVariable> Variables => variables;

    /// <summary>A variable was not set, and what stands after its comma was taken.</summary>
    public bool TookDefault { get; private set; }

    /// <summary>A single expression keeps the type of what it refers to; anything else is text.</summary>
    public Setting Value(Template template) => template.Parts switch
    {
        [ReferencePart reference] => Reference(reference),
        [ResolverPart resolver] => Resolver(resolver),
        _ => new ScalarSetting(string.Concat(template.Parts.Select(Text)), origin),
    };

    private string Text(Template template) => Text(Value(template));

    private string Text(TemplatePart part) => part is LiteralPart literal ? literal.Text : Text(Value(new Template([part])));

    private static string Text(Setting value) => value switch
    {
        ScalarSetting { Value: not null } scalar => scalar.ToText(),
        SecretSetting secret => throw new InterpolationException($"the secret {secret.Reference} cannot be part of a longer text; refer to it as the whole value"),
        _ => throw new InterpolationException($"{value.Kind} cannot be part of a longer text"),
    };

    private Setting Reference(ReferencePart reference)
    {
        var key = Text(reference.Key).Trim();
        var found = scope.Find(key, path)
            ?? throw new InterpolationException($"there is no key '{key}'; for a shell variable write ${key} or \\${{{key}}}");
        if (chain.Contains(found.Path))
            throw new InterpolationException($"the references go in a circle: {string.Join(" -> ", chain.Add(found.Path).Select(ReferenceScope.Display))}");
        return interpolator.Resolve(found.Value, found.Path, chain) with { Origin = origin };
    }

    private Setting Resolver(ResolverPart part) => part.Resolver switch
    {
        EnvironmentResolver => Variable(part),
        AutoMountResolver => new ScalarSetting($"${{{AutoMountResolver}:{string.Join(',', part.Arguments.Select(Text))}}}", origin),
        "art" or "manifest" or "mul" => throw new InterpolationException($"'{part.Resolver}' is resolved inside the job and has no meaning in an executor setting; use it in the recipe's config"),
        _ => throw new InterpolationException($"unknown resolver '{part.Resolver}'; executor settings understand {EnvironmentResolver}, {AutoMountResolver} and keys"),
    };

    private Setting Variable(ResolverPart part)
    {
        if (part.Arguments.Length > 2)
            throw new InterpolationException($"'{EnvironmentResolver}' expects a name and at most one default, found {part.Arguments.Length} arguments");
        var name = Text(part.Arguments[0]).Trim();
        if (environment(name) is { } value)
        {
            variables.Add(new EnvironmentVariable(name, value));
            return new ScalarSetting(value, origin);
        }

        if (part.Arguments is not [_, var otherwise])
            throw new InterpolationException($"the variable {name} {NotSet}");
        TookDefault = true;
        var fallback = Value(otherwise);
        return fallback is ScalarSetting { Value: "null" } ? new ScalarSetting(null, origin) : fallback;
    }
}
