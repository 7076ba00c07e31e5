using System.Collections.Immutable;

namespace Fairlead.Recipes.Toml;

/// <summary>One value of a TOML document, and where it starts.</summary>
public abstract record TomlValue(SourcePosition Position);

/// <summary>A string. Line ends inside a multi-line string are as the document has them, LF or CRLF.</summary>
public sealed record TomlString(string Value, SourcePosition Position) : TomlValue(Position);

public sealed record TomlInteger(long Value, SourcePosition Position) : TomlValue(Position);

public sealed record TomlFloat(double Value, SourcePosition Position) : TomlValue(Position);

public sealed record TomlBoolean(bool Value, SourcePosition Position) : TomlValue(Position);

/// <summary>An instant. Digits below 100 ns are cut off; an offset beyond 14 hours, which .NET cannot hold, is given as the same instant in UTC.</summary>
public sealed record TomlOffsetDateTime(DateTimeOffset Value, SourcePosition Position) : TomlValue(Position);

/// <summary>A date and time of no particular time zone. Digits below 100 ns are cut off.</summary>
public sealed record TomlLocalDateTime(DateTime Value, SourcePosition Position) : TomlValue(Position);

public sealed record TomlLocalDate(DateOnly Value, SourcePosition Position) : TomlValue(Position);

/// <summary>A time of no particular day. Digits below 100 ns are cut off.</summary>
public sealed record TomlLocalTime(TimeOnly Value, SourcePosition Position) : TomlValue(Position);

/// <summary>A list, written in brackets or as an array of tables.</summary>
public sealed record TomlArray(ImmutableArray<TomlValue> Items, SourcePosition Position) : TomlValue(Position);
