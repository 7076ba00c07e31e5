namespace Fairlead.Pipeline.Arguments;

/// <summary>One <c>--set=key=value</c>; the value is text until the setting's type is known.</summary>
public sealed record SettingArgument(string Key, string Value);
