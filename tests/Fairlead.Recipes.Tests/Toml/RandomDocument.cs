using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>Documents put together from few keys and many odd values, so that they collide, about half of them with one character changed.</summary>
internal static class RandomDocument
{
    private static readonly string[] Insertions =
        ["", "\"", "'", "[", "]", "{", "}", "=", ",", ".", "#", "\\", "+", "-", "_", " ", "\n", "\t", "0", "1", "9", "e", "x", "T", "Z", ":", "\0", "é"];

    private static readonly string[] Good =
    [
        "0", "-0", "+1_000", "0xDead_beef", "0o17", "0b1_0", "9223372036854775807", "-9223372036854775808",
        "0.5", "-0.0", "1e10", "6.02e-2_3", "1E+400", "inf", "-inf", "nan", "true", "false",
        "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.25-08:30", "1979-05-27t07:32:00", "2024-02-29", "07:32:00.12345",
        "\"\"", "\"a\\tb\\u00e9\\U0001F600\"", "'c:\\d'", "\"\"\"\na \\\n  b\"\"\"\"\"", "'''\n'a'\n'''", "\"é😀\"",
    ];

    private static readonly string[] Bad = ["01", "1__0", "1.", "2023-02-29", "07:3", "\"\\x4\"", "word"];

    public static Gen<string> Mutated =>
        from document in Plain
        from mutated in Gen.Elements(true, false)
        from text in mutated ? Mutate(document) : Gen.Constant(document)
        select text;

    private static Gen<string> Plain =>
        from lines in Gen.ListOf(Gen.Frequency((6, Assignment), (3, Header), (1, Gen.Elements("", "# comment", " \t")))).Resize(8)
        from lineEnd in Gen.Elements("\n", "\r\n")
        select string.Join(lineEnd, lines);

    private static Gen<string> Assignment =>
        from key in Key
        from value in Value(depth: 3)
        from comment in Gen.Elements("", "", " # comment")
        select $"{key} = {value}{comment}";

    private static Gen<string> Header =>
        from key in Key
        from isArray in Gen.Elements(true, false)
        select isArray ? $"[[{key}]]" : $"[{key}]";

    private static Gen<string> Key =>
        from parts in Gen.NonEmptyListOf(Gen.Elements("a", "b", "c", "\"a\"", "'b'", "1", "-", "''", "\"\\u0061\"")).Resize(3)
        from dot in Gen.Elements(".", " . ")
        select string.Join(dot, parts);

    private static Gen<string> Value(int depth) => depth == 0 ? Scalar : Gen.Frequency((4, Scalar), (1, Array(depth)), (1, InlineTable(depth)));

    private static Gen<string> Array(int depth) =>
        from items in Gen.ListOf(Value(depth - 1)).Resize(4)
        from separator in Gen.Elements(",", ",\n", " , # comment\n ")
        select $"[{string.Join(separator, items)}]";

    private static Gen<string> InlineTable(int depth) =>
        from keys in Gen.ListOf(Key).Resize(4)
        from values in Gen.ArrayOf(Value(depth - 1), keys.Count)
        select $"{{{string.Join(", ", keys.Zip(values, (key, value) => $"{key} = {value}"))}}}";

    private static Gen<string> Scalar => Gen.Frequency((15, Gen.Elements(Good)), (1, Gen.Elements(Bad)));

    private static Gen<string> Mutate(string document)
    {
        var characters = document.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        return
            from place in Gen.Choose(0, characters.Length)
            from removed in Gen.Choose(0, 1)
            from inserted in Gen.Elements(Insertions)
            select string.Concat([.. characters.Take(place), inserted, .. characters.Skip(place + removed)]);
    }
}
