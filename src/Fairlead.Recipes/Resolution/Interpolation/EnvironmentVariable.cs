using Fairlead.Primitives;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>A variable of the caller's environment that went into a value.</summary>
internal sealed record EnvironmentVariable(string Name, string Value)
{
    /// <summary>Whether its name promises a secret and its value could be one, or the value shows it.</summary>
    public bool IsSecret => (SensitiveName.Is(Name) && !SecretPolicy.IsHarmless(Value)) || SecretPolicy.HasCredentials(Value);
}
