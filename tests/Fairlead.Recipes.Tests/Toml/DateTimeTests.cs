using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

public class DateTimeTests
{
    [TestCase("1979-05-27T07:32:00Z", "1979-05-27T07:32:00.0000000+00:00")]
    [TestCase("1979-05-27t07:32:00z", "1979-05-27T07:32:00.0000000+00:00")]
    [TestCase("1979-05-27 07:32:00Z", "1979-05-27T07:32:00.0000000+00:00")]
    [TestCase("1979-05-27T00:32:00.999999-07:00", "1979-05-27T00:32:00.9999990-07:00")]
    [TestCase("1979-05-27T00:32Z", "1979-05-27T00:32:00.0000000+00:00")]
    [TestCase("1979-05-27 00:32-07:00", "1979-05-27T00:32:00.0000000-07:00")]
    [TestCase("1979-05-27T00:32:00+05:30", "1979-05-27T00:32:00.0000000+05:30")]
    [TestCase("1979-05-27T00:32:00+14:00", "1979-05-27T00:32:00.0000000+14:00")]
    [TestCase("1979-05-27T00:32:00+23:59", "1979-05-26T00:33:00.0000000+00:00")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    public void An_offset_date_time_is_an_instant(string written, string expected) =>
        Assert.That($"{((TomlOffsetDateTime)Documents.ReadValue(written)).Value:O}", Is.EqualTo(expected));

    [TestCase("1979-05-27T07:32:00", "1979-05-27T07:32:00.0000000")]
    [TestCase("1979-05-27T07:32", "1979-05-27T07:32:00.0000000")]
    [TestCase("1979-05-27 07:32:00.5", "1979-05-27T07:32:00.5000000")]
    [TestCase("2024-02-29T00:00:00", "2024-02-29T00:00:00.0000000")]
    public void A_local_date_time_has_no_zone(string written, string expected)
    {
        var value = ((TomlLocalDateTime)Documents.ReadValue(written)).Value;
        Assert.That($"{value:O}", Is.EqualTo(expected));
        Assert.That(value.Kind, Is.EqualTo(DateTimeKind.Unspecified));
    }

    [TestCase("1979-05-27", "1979-05-27")]
    [TestCase("1979-05-27 # born", "1979-05-27")]
    [TestCase("2000-02-29", "2000-02-29")]
    public void A_local_date_stands_alone(string written, string expected) =>
        Assert.That($"{((TomlLocalDate)Documents.ReadValue(written)).Value:O}", Is.EqualTo(expected));

    [TestCase("07:32", "07:32:00.0000000")]
    public void Seconds_may_be_left_out(string written, string expected) =>
        Assert.That($"{((TomlLocalTime)Documents.ReadValue(written)).Value:O}", Is.EqualTo(expected));

    [TestCase("07:32:00", "07:32:00.0000000")]
    [TestCase("00:32:00.999999", "00:32:00.9999990")]
    [TestCase("23:59:59.99999999999", "23:59:59.9999999")]
    [TestCase("00:00:00.0000000999", "00:00:00.0000000")]
    public void Digits_below_a_tick_are_cut_off(string written, string expected) =>
        Assert.That($"{((TomlLocalTime)Documents.ReadValue(written)).Value:O}", Is.EqualTo(expected));

    [TestCase("0000-01-01", 5, "a year from 1 to 9999", "'0000'")]
    [TestCase("1979-00-01", 10, "a month from 1 to 12", "'00'")]
    [TestCase("1979-13-01", 10, "a month from 1 to 12", "'13'")]
    [TestCase("1979-01-00", 13, "a day from 1 to 31", "'00'")]
    [TestCase("1979-04-31", 13, "a day from 1 to 30", "'31'")]
    [TestCase("2023-02-29", 13, "a day from 1 to 28", "'29'")]
    [TestCase("1900-02-29", 13, "a day from 1 to 28", "'29'")]
    [TestCase("1979-1-01", 11, "a month of 2 digits", "'-'")]
    [TestCase("1979-01-1", 14, "a day of 2 digits", "end of line")]
    [TestCase("1979-01", 12, "'-'", "end of line")]
    [TestCase("12345-01-01", 9, "'-'", "'5'")]
    [TestCase("1979-01-01T", 16, "an hour of 2 digits", "end of line")]
    [TestCase("1979-01-01  07:32:00", 17, "end of line", "'0'")]
    [TestCase("1979-01-01T07", 18, "':'", "end of line")]
    [TestCase("1979-01-01T07:32:", 22, "a second of 2 digits", "end of line")]
    [TestCase("1979-01-01T24:00:00", 16, "an hour from 0 to 23", "'24'")]
    [TestCase("07:60:00", 8, "a minute from 0 to 59", "'60'")]
    [TestCase("07:00:60", 11, "a second from 0 to 59", "'60'")]
    [TestCase("07:3", 9, "a minute of 2 digits", "end of line")]
    [TestCase("07:32.5", 10, "the end of the date or time", "'.'")]
    [TestCase("-1979-05-27", 5, "a date or time without a sign", "'-'")]
    [TestCase("7:32:00", 6, "an hour of 2 digits", "':'")]
    [TestCase("07:32:00.", 14, "a digit", "end of line")]
    [TestCase("07:32:00Z", 13, "the end of the date or time", "'Z'")]
    [TestCase("1979-01-01T07:32:00+24:00", 25, "an hour of the offset from 0 to 23", "'24'")]
    [TestCase("1979-01-01T07:32:00+01:60", 28, "a minute of the offset from 0 to 59", "'60'")]
    [TestCase("1979-01-01T07:32:00+0100", 27, "':'", "'0'")]
    [TestCase("1979-01-01T07:32:00+01", 27, "':'", "end of line")]
    [TestCase("1979-01-01T07:32:00 Z", 25, "the end of the date or time", "'Z'")]
    [TestCase("0001-01-01T00:00:00+01:00", 5, "an instant of the years 1 to 9999 in UTC", "'0001-01-01T00:00:00+01:00'")]
    [TestCase("9999-12-31T23:59:59-00:01", 5, "an instant of the years 1 to 9999 in UTC", "'9999-12-31T23:59:59-00:01'")]
    public void A_date_or_time_that_never_was_is_refused(string written, int column, string expected, string found) =>
        Assert.That(
            Documents.Refusal($"x = {written}\n").Message,
            Is.EqualTo($"test.toml:1:{column}: expected {expected}, found {found}"));
}
