namespace Fairlead.Pipeline.Menu;

/// <summary>One target as the menu shows it.</summary>
public sealed record TargetInfo(string Name, string Group, string Description);
