namespace Fairlead.Recipes.Resolution;

/// <summary>Where a secret value is to be found when it is needed; never the value.</summary>
/// <param name="Scheme"><c>env</c>, <c>file</c>, <c>random</c> for one that is made when it is needed, or <c>secret</c> for a secret named on the platform.</param>
public sealed record SecretReference(string Scheme, string Name)
{
    public override string ToString() => $"{Scheme}:{Name}";
}
