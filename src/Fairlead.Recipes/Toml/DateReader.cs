using System.Globalization;

namespace Fairlead.Recipes.Toml;

/// <summary>
/// The four kinds of date and time, after RFC 3339. Years run from 1 to 9999 and there are no leap seconds: .NET has neither.
/// Tomlyn finds where one starts and ends, but refuses more than seven digits of a second and offsets beyond 14 hours.
/// </summary>
internal sealed class DateReader(SourceText source, Range place, SourcePosition position)
{
    private const int TickDigits = 7;
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);
    private readonly string text = source.Text;
    private readonly int end = place.End.Value;
    private int at = place.Start.Value;

    private char Current => at < end ? text[at] : '\0';

    public TomlValue Read()
    {
        var value = text[text.AsSpan(at).IndexOfAny('-', ':') + at] == '-' ? ReadDateOrDateTime() : new TomlLocalTime(ReadTime(), position);
        Accept(' ');
        return at == end ? value : throw source.Fault(at, "the end of the date or time");
    }

    private TomlValue ReadDateOrDateTime()
    {
        var date = ReadDate();
        if (!(Accept('T') || Accept('t') || (at + 1 < end && char.IsAsciiDigit(text[at + 1]) && Accept(' '))))
            return new TomlLocalDate(date, position);
        var time = ReadTime();
        return ReadOffset() is { } offset
            ? new TomlOffsetDateTime(Instant(date.ToDateTime(time), offset), position)
            : new TomlLocalDateTime(date.ToDateTime(time), position);
    }

    private DateOnly ReadDate()
    {
        var year = ReadField(4, "a year", 1, 9999);
        Expect('-');
        var month = ReadField(2, "a month", 1, 12);
        Expect('-');
        return new DateOnly(year, month, ReadField(2, "a day", 1, DateTime.DaysInMonth(year, month)));
    }

    private TimeOnly ReadTime()
    {
        var hour = ReadField(2, "an hour", 0, 23);
        Expect(':');
        var minute = ReadField(2, "a minute", 0, 59);
        return Accept(':')
            ? new TimeOnly(hour, minute, ReadField(2, "a second", 0, 59)).Add(new TimeSpan(ReadFraction()))
            : new TimeOnly(hour, minute);
    }

    private long ReadFraction()
    {
        if (!Accept('.'))
            return 0;
        if (!char.IsAsciiDigit(Current))
            throw source.Fault(at, "a digit");
        var first = at;
        while (char.IsAsciiDigit(Current))
            at++;
        return long.Parse(text[first..at].PadRight(TickDigits, '0')[..TickDigits], CultureInfo.InvariantCulture);
    }

    private TimeSpan? ReadOffset()
    {
        if (Accept('Z') || Accept('z'))
            return TimeSpan.Zero;
        var west = Accept('-');
        if (!west && !Accept('+'))
            return null;
        var hours = ReadField(2, "an hour of the offset", 0, 23);
        Expect(':');
        var offset = new TimeSpan(hours, ReadField(2, "a minute of the offset", 0, 59), 0);
        return west ? -offset : offset;
    }

    private DateTimeOffset Instant(DateTime local, TimeSpan offset)
    {
        var utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
            throw source.Fault(position, "an instant of the years 1 to 9999 in UTC", $"'{text[place]}'");
        return offset.Duration() <= LargestOffset ? new DateTimeOffset(local, offset) : new DateTimeOffset(utcTicks, TimeSpan.Zero);
    }

    private int ReadField(int digits, string name, int least, int most)
    {
        var first = at;
        for (; at < first + digits; at++)
        {
            if (!char.IsAsciiDigit(Current))
                throw source.Fault(at, $"{name} of {digits} digits");
        }

        var value = int.Parse(text.AsSpan(first, digits), CultureInfo.InvariantCulture);
        return value >= least && value <= most ? value : throw source.Fault(first, $"{name} from {least} to {most}", $"'{text[first..at]}'");
    }

    private void Expect(char wanted)
    {
        if (!Accept(wanted))
            throw source.Fault(at, $"'{wanted}'");
    }

    private bool Accept(char wanted)
    {
        var found = Current == wanted;
        if (found)
            at++;
        return found;
    }
}
