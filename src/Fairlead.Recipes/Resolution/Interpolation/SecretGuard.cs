using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>Keeps secrets out of settings: what may be secret becomes a reference, what cannot become one is refused.</summary>
internal static class SecretGuard
{
    private const string JobVariables = $"{ReferenceScope.ExecutorSettings}.{KnownKeys.EnvironmentVariables}.";
    private const string PlatformSecrets = $"{ReferenceScope.ExecutorSettings}.{KnownKeys.SecretVariables}.";

    /// <param name="isWhole">Whether the value is one expression, or plain text, rather than a mixture.</param>
    /// <param name="isDefault">Whether it is what stands after the comma of a variable that is not set.</param>
    /// <exception cref="InterpolationException">A secret would end up in a setting that is not kept secret.</exception>
    public static Setting Apply(Setting value, string path, IReadOnlyList<EnvironmentVariable> variables, bool isWhole, bool isDefault)
    {
        if (value is not ScalarSetting scalar || path.StartsWith(PlatformSecrets, StringComparison.Ordinal))
            return value;
        var isSensitiveKey = SensitiveName.Is(path[(path.LastIndexOf('.') + 1)..]);
        if (isWhole && variables is [var variable])
            return FromVariable(scalar, variable, isSensitiveKey, path);
        if (variables.FirstOrDefault(used => used.IsSecret) is { Name: var name })
            throw new InterpolationException($"the variable {name} is secret and cannot be part of a longer text; put it in env_vars as ${{oc.env:{name}}} and use the variable in the job");
        return (isSensitiveKey || SecretPolicy.HasCredentials(scalar.Value)) && IsGuarded(path) ? FromText(scalar, isDefault, path) : scalar;
    }

    private static Setting FromVariable(ScalarSetting scalar, EnvironmentVariable variable, bool isSensitiveKey, string path)
    {
        if (isSensitiveKey || (variable.IsSecret && path.StartsWith(JobVariables, StringComparison.Ordinal)))
            return new SecretSetting(new SecretReference("env", variable.Name), scalar.Origin);
        return variable.IsSecret
            ? throw new InterpolationException($"the variable {variable.Name} is secret, and this key is not kept secret; put it in env_vars and use the variable in the job")
            : scalar;
    }

    private static Setting FromText(ScalarSetting scalar, bool isDefault, string path)
    {
        if (scalar.Value is null or "" || (SecretPolicy.IsHarmless(scalar.Value) && path.StartsWith(JobVariables, StringComparison.Ordinal)))
            return scalar;
        return SecretPolicy.ParseReference(scalar.ToText()) is { } reference
            ? new SecretSetting(reference, scalar.Origin)
            : throw new InterpolationException(isDefault
                ? "the variable is not set, and its default is text: a secret has no default but an empty one; set the variable, or write ${oc.env:NAME}, env:NAME or file:/path without one"
                : "expected a reference, found the secret itself (not shown); write ${oc.env:NAME}, env:NAME or file:/path");
    }

    // Deeper tables, custom_spec for one, have keys of other systems, where a secretName is a name.
    private static bool IsGuarded(string path) =>
        path.StartsWith(JobVariables, StringComparison.Ordinal) || (path.StartsWith(ReferenceScope.ExecutorSettings, StringComparison.Ordinal) && path.Split('.').Length == 3 && !path.EndsWith(']'));
}
