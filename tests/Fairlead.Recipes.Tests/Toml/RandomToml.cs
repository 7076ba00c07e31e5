using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>A piece of TOML and, known without reading it, its value in the notation of <see cref="TaggedJson"/>.</summary>
internal sealed record Sample(string Toml, string Json);

/// <summary>Values that are valid by construction, written in every way TOML offers.</summary>
internal static class RandomToml
{
    public static Gen<string> Text { get; } =
        from characters in Gen.ArrayOf(Gen.Elements("a", "Z", "9", " ", "\t", "\n", "\\", "'", "\"", "#", "=", "é", "😀", "\0", "\b", "\u007f", "\u0085", "\uFFFF"))
        select string.Concat(characters);

    /// <summary>A table of the given depth, as the text of an inline table.</summary>
    public static Gen<Sample> Table(int depth) =>
        from keys in Gen.ListOf(Text)
        let names = keys.Distinct().ToArray()
        from written in Gen.CollectToArray(names, Quoted)
        from values in Gen.ArrayOf(Value(depth - 1), names.Length)
        from separator in Gen.Elements(", ", ",\n", " # comment\n , ")
        from comma in Gen.Elements(",", ",\r\n", "")
        select new Sample(
            $"{{{string.Join(separator, written.Zip(values, (key, value) => $"{key} = {value.Toml}"))}{(names.Length > 0 ? comma : "")}}}",
            $"{{{string.Join(",", names.Zip(values, (name, value) => $"{JsonSerializer.Serialize(name)}:{value.Json}"))}}}");

    private static Gen<Sample> Value(int depth) =>
        depth == 0 ? Scalar : Gen.Frequency((4, Scalar), (1, Array(depth)), (1, Table(depth)));

    private static Gen<Sample> Array(int depth) =>
        from items in Gen.ListOf(Value(depth - 1))
        from separator in Gen.Elements(",", ", ", " , # comment\n", ",\r\n")
        from comma in Gen.Elements(",", "\n", "")
        select new Sample(
            $"[{string.Join(separator, items.Select(item => item.Toml))}{(items.Count > 0 ? comma : "")}]",
            $"[{string.Join(",", items.Select(item => item.Json))}]");

    private static Gen<Sample> Scalar => Gen.OneOf(String, Integer, Float, Boolean, OffsetDateTime, LocalDate, LocalTime);

    private static Gen<Sample> String =>
        from text in Text
        from written in Gen.OneOf(Quoted(text), Multiline(text))
        select Tagged("string", text, written);

    private static Gen<Sample> Integer =>
        from number in ArbMap.Default.GeneratorFor<long>()
        from written in Gen.Elements(
            number.ToString(CultureInfo.InvariantCulture),
            number.ToString("#,0", UnderscoreGroups),
            number >= 0 ? $"0x{number:X}" : $"{number}",
            number >= 0 ? $"0b{number:b}" : $"{number}",
            number >= 0 ? $"0o{Convert.ToString(number, 8)}" : $"{number}")
        select Tagged("integer", number.ToString(CultureInfo.InvariantCulture), written);

    private static Gen<Sample> Float =>
        from number in ArbMap.Default.GeneratorFor<double>()
        let json = double.IsNaN(number) ? "nan" : double.IsInfinity(number) ? (number > 0 ? "inf" : "-inf") : number.ToString("e16", CultureInfo.InvariantCulture)
        select Tagged("float", json, double.IsFinite(number) ? number.ToString("E16", CultureInfo.InvariantCulture) : json);

    private static Gen<Sample> Boolean => from yes in Gen.Elements("true", "false") select Tagged("bool", yes, yes);

    private static Gen<Sample> OffsetDateTime =>
        from date in LocalDate
        from time in LocalTime
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        let offset = $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}"
        from separator in Gen.Elements("T", "t", " ")
        select Tagged("datetime", $"{date.Toml}T{time.Toml}{offset}", $"{date.Toml}{separator}{time.Toml}{offset}");

    private static Gen<Sample> LocalDate =>
        from day in Gen.Choose(1, DateOnly.MaxValue.DayNumber - 1)
        let text = DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        select Tagged("date-local", text, text);

    private static Gen<Sample> LocalTime =>
        from second in Gen.Choose(0, (24 * 60 * 60) - 1)
        from fraction in Gen.Choose(0, 9_999_999)
        let text = new TimeOnly((second * TimeSpan.TicksPerSecond) + fraction).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        select Tagged("time-local", text, text);

    private static NumberFormatInfo UnderscoreGroups => new() { NumberGroupSeparator = "_" };

    private static Gen<string> Quoted(string text) =>
        text.All(c => c == '\t' || (!char.IsControl(c) && c != '\'')) ? Gen.Elements(Basic(text), $"'{text}'") : Gen.Constant(Basic(text));

    private static Gen<string> Multiline(string text) =>
        from lineEnd in Gen.Elements("\n", "\r\n")
        select $"\"\"\"{lineEnd}{Escaped(text, plain: "\t\n")}\"\"\"";

    private static string Basic(string text) => $"\"{Escaped(text, plain: "\t")}\"";

    private static string Escaped(string text, string plain) => string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => $"\\{c}",
        _ when char.IsControl(c) && !plain.Contains(c, StringComparison.Ordinal) => $"\\u{(int)c:x4}",
        _ => $"{c}",
    }));

    private static Sample Tagged(string type, string value, string written) =>
        new(written, $"{{\"type\":\"{type}\",\"value\":{JsonSerializer.Serialize(value)}}}");
}
