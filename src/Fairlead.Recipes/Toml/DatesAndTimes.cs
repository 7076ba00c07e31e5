using System.Globalization;

namespace Fairlead.Recipes.Toml;

/// <summary>The four kinds of date and time, after RFC 3339. Years run from 1 to 9999 and there are no leap seconds: .NET has neither.</summary>
internal static class DatesAndTimes
{
    private const int TickDigits = 7;
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    public static bool StartsDate(this Cursor cursor) => DigitsAhead(cursor, 4) && cursor.Peek(4) == '-';

    public static bool StartsTime(this Cursor cursor) => DigitsAhead(cursor, 2) && cursor.Peek(2) == ':';

    public static TomlValue ReadDateOrDateTime(this Cursor cursor)
    {
        var (start, position) = (cursor.Index, cursor.Position);
        var date = ReadDate(cursor);
        if (!AcceptSeparator(cursor))
            return new TomlLocalDate(date, position);
        var time = ReadTime(cursor);
        return ReadOffset(cursor) is { } offset
            ? new TomlOffsetDateTime(Instant(cursor, start, date.ToDateTime(time), offset), position)
            : new TomlLocalDateTime(date.ToDateTime(time), position);
    }

    public static TomlLocalTime ReadLocalTime(this Cursor cursor)
    {
        var position = cursor.Position;
        return new TomlLocalTime(ReadTime(cursor), position);
    }

    private static bool DigitsAhead(Cursor cursor, int count) =>
        cursor.Rest.Length > count && !cursor.Rest[..count].ContainsAnyExceptInRange('0', '9');

    private static bool AcceptSeparator(Cursor cursor)
    {
        var separates = cursor.Current is 'T' or 't' || (cursor.Current == ' ' && char.IsAsciiDigit(cursor.Peek(1)));
        if (separates)
            cursor.Advance();
        return separates;
    }

    private static DateOnly ReadDate(Cursor cursor)
    {
        var year = ReadField(cursor, 4, "a year", 1, 9999);
        cursor.Expect('-');
        var month = ReadField(cursor, 2, "a month", 1, 12);
        cursor.Expect('-');
        var day = ReadField(cursor, 2, "a day", 1, DateTime.DaysInMonth(year, month));
        return new DateOnly(year, month, day);
    }

    private static TimeOnly ReadTime(Cursor cursor)
    {
        var hour = ReadField(cursor, 2, "an hour", 0, 23);
        cursor.Expect(':');
        var minute = ReadField(cursor, 2, "a minute", 0, 59);
        cursor.Expect(':');
        var second = ReadField(cursor, 2, "a second", 0, 59);
        return new TimeOnly(hour, minute, second).Add(new TimeSpan(ReadFraction(cursor)));
    }

    private static long ReadFraction(Cursor cursor)
    {
        if (!cursor.Accept('.'))
            return 0;
        if (!char.IsAsciiDigit(cursor.Current))
            throw cursor.Error("a digit");
        var start = cursor.Index;
        while (char.IsAsciiDigit(cursor.Current))
            cursor.Advance();
        var ticks = cursor.Since(start).ToString().PadRight(TickDigits, '0')[..TickDigits];
        return long.Parse(ticks, CultureInfo.InvariantCulture);
    }

    private static TimeSpan? ReadOffset(Cursor cursor)
    {
        if (cursor.Accept('Z') || cursor.Accept('z'))
            return TimeSpan.Zero;
        var west = cursor.Accept('-');
        if (!west && !cursor.Accept('+'))
            return null;
        var hours = ReadField(cursor, 2, "an hour of the offset", 0, 23);
        cursor.Expect(':');
        var minutes = ReadField(cursor, 2, "a minute of the offset", 0, 59);
        var offset = new TimeSpan(hours, minutes, 0);
        return west ? -offset : offset;
    }

    private static DateTimeOffset Instant(Cursor cursor, int start, DateTime local, TimeSpan offset)
    {
        var utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
            throw cursor.ErrorAt(start, "an instant of the years 1 to 9999 in UTC", $"'{cursor.Since(start)}'");
        return offset.Duration() <= LargestOffset
            ? new DateTimeOffset(local, offset)
            : new DateTimeOffset(utcTicks, TimeSpan.Zero);
    }

    private static int ReadField(Cursor cursor, int digits, string name, int least, int most)
    {
        var start = cursor.Index;
        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiDigit(cursor.Current))
                throw cursor.Error($"{name} of {digits} digits");
            cursor.Advance();
        }

        var value = int.Parse(cursor.Since(start), CultureInfo.InvariantCulture);
        return value >= least && value <= most
            ? value
            : throw cursor.ErrorAt(start, $"{name} from {least} to {most}", $"'{cursor.Since(start)}'");
    }
}
