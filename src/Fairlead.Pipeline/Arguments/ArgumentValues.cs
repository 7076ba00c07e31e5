using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Arguments;

/// <summary>Turns the text of one option into its type. Absent stays absent; wrong is a usage error that names the option.</summary>
internal static class ArgumentValues
{
    // Keeps the largest number of days within a TimeSpan.
    private const int MaxDurationLength = 7;

    /// <param name="initials">The first letter is enough.</param>
    public static T? OneOf<T>(ArgumentSpec spec, string? text, bool initials = false)
        where T : struct, Enum
    {
        if (text is null)
            return null;
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        var index = names.FindIndex(name =>
            name.Equals(text, StringComparison.OrdinalIgnoreCase) || (initials && name[..1].Equals(text, StringComparison.OrdinalIgnoreCase)));
        return index >= 0
            ? Enum.GetValues<T>()[index]
            : throw Expected(spec, $"one of {string.Join(", ", names)}", text, Suggest.DidYouMean(text, names));
    }

    public static string? OneOf(ArgumentSpec spec, string? text, IReadOnlyList<string> names) => text is null
        ? null
        : names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
          ?? throw Expected(spec, $"one of {string.Join(", ", names)}", text, Suggest.DidYouMean(text, names));

    public static int? Count(ArgumentSpec spec, string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw Expected(spec, "a whole number, zero or more", text);

    public static int? Positive(ArgumentSpec spec, string? text) =>
        Count(spec, text) is 0 ? throw Expected(spec, "a whole number, one or more", text!) : Count(spec, text);

    public static long? Bytes(ArgumentSpec spec, string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw Expected(spec, "a number of bytes, such as 500000000000", text);

    public static TimeSpan? Duration(ArgumentSpec spec, string? text)
    {
        if (text is null)
            return null;
        Func<double, TimeSpan>? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds,
            'm' => TimeSpan.FromMinutes,
            'h' => TimeSpan.FromHours,
            'd' => TimeSpan.FromDays,
            _ => null,
        };
        return unit is not null && text.Length <= MaxDurationLength && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? unit(amount)
            : throw Expected(spec, "a duration such as 90s, 15m, 2h or 1d", text);
    }

    public static SettingArgument Setting(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } key, var value]
            ? new SettingArgument(key, value)
            : throw Expected(ArgumentTable.Set, "key=value", text);

    private static FairleadException Expected(ArgumentSpec spec, string expected, string found, string hint = "") =>
        FairleadException.Usage($"--{spec.Name} expects {expected}; found '{found}'.{hint}");
}
