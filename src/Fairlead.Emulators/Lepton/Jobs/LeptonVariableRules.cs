using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which variables are accepted: a value or a secret that the workspace has.</summary>
internal static class LeptonVariableRules
{
    public static LeptonRefusal? Check(LeptonVariable variable, IReadOnlyDictionary<string, string> secrets) => variable switch
    {
        { Name: null or "" } => LeptonRefusal.Invalid("a variable needs name"),
        { Value: not null, ValueFrom: not null } => LeptonRefusal.Invalid($"variable {variable.Name} has both value and value_from"),
        { ValueFrom: { SecretNameRef: var secret } } when secret is null || !secrets.ContainsKey(secret) => LeptonRefusal.Missing($"secret '{secret}' not found"),
        _ => null,
    };

    /// <summary>The variables as pods get them, in order: a value can use those before it.</summary>
    public static IEnumerable<PodVariable> Resolve(IReadOnlyList<LeptonVariable>? variables, IReadOnlyDictionary<string, string> secrets) =>
        (variables ?? []).Select(variable => variable.ValueFrom is { SecretNameRef: { } secret }
            ? new PodVariable(variable.Name!, secrets[secret], Literal: true)
            : new PodVariable(variable.Name!, variable.Value ?? ""));
}
