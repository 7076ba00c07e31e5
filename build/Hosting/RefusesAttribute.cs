namespace Fairlead.Build.Hosting;

/// <summary>An option that a target, asked for by name, cannot honour: known before anything runs.</summary>
/// <param name="option">Without dashes.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RefusesAttribute(string option, string why, string next) : Attribute
{
    public string Option => option;

    public string Why => why;

    public string Next => next;
}
