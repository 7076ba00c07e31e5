using System.Globalization;

namespace Fairlead.Sources;

/// <summary>File names for people: control characters escaped, so that a name cannot end a line or drive a terminal.</summary>
public static class Printable
{
    public static string Name(string name) =>
        name.Any(char.IsControl)
            ? string.Concat(name.Select(c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : c.ToString()))
            : name;
}
