using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairlead.Recipes.Settings;

/// <summary>Plain scalars by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema).</summary>
internal static partial class YamlScalar
{
    /// <exception cref="OverflowException">An integer does not fit in 64 bits.</exception>
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ when !char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.') => text,
        _ when Integer().IsMatch(text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        _ when Octal().IsMatch(text) => FromBase(text, 8),
        _ when Hexadecimal().IsMatch(text) => FromBase(text, 16),
        _ when Float().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => text,
    };

    private static object FromBase(string text, int radix)
    {
        var value = Convert.ToInt64(text[2..], radix);
        return value >= 0 ? value : throw new OverflowException();
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
