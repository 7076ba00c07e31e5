using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

public class NumberTests
{
    [TestCase("0", 0)]
    [TestCase("+0", 0)]
    [TestCase("-0", 0)]
    [TestCase("+99", 99)]
    [TestCase("-17", -17)]
    [TestCase("1_000", 1000)]
    [TestCase("5_3_4", 534)]
    [TestCase("0xDEADbeef", 0xDEADBEEF)]
    [TestCase("0xdead_beef", 0xDEADBEEF)]
    [TestCase("0x00ff", 255)]
    [TestCase("0o755", 493)]
    [TestCase("0o0", 0)]
    [TestCase("0b1101_0110", 214)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("0x7fff_ffff_ffff_ffff", long.MaxValue)]
    [TestCase("0o777777777777777777777", long.MaxValue)]
    [TestCase("0b0111111111111111111111111111111111111111111111111111111111111111", long.MaxValue)]
    public void An_integer_has_four_bases(string written, long expected) =>
        Assert.That(((TomlInteger)Documents.ReadValue(written)).Value, Is.EqualTo(expected));

    [TestCase("3.1415", 3.1415)]
    [TestCase("+1.0", 1.0)]
    [TestCase("-0.01", -0.01)]
    [TestCase("0.0", 0.0)]
    [TestCase("5e+22", 5e22)]
    [TestCase("1E06", 1e6)]
    [TestCase("-2E-2", -2e-2)]
    [TestCase("6.626e-34", 6.626e-34)]
    [TestCase("224_617.445_991_228", 224617.445991228)]
    [TestCase("1e1_0", 1e10)]
    [TestCase("0e0", 0.0)]
    [TestCase("1e400", double.PositiveInfinity)]
    [TestCase("inf", double.PositiveInfinity)]
    [TestCase("+inf", double.PositiveInfinity)]
    [TestCase("-inf", double.NegativeInfinity)]
    [TestCase("nan", double.NaN)]
    [TestCase("+nan", double.NaN)]
    [TestCase("-nan", double.NaN)]
    public void A_float_is_the_nearest_double(string written, double expected) =>
        Assert.That(((TomlFloat)Documents.ReadValue(written)).Value, Is.EqualTo(expected));

    [Test]
    public void Minus_zero_keeps_its_sign() =>
        Assert.That(double.IsNegative(((TomlFloat)Documents.ReadValue("-0.0")).Value));

    [TestCase("true", true)]
    [TestCase("false", false)]
    public void A_boolean_is_written_in_lower_case(string written, bool expected) =>
        Assert.That(((TomlBoolean)Documents.ReadValue(written)).Value, Is.EqualTo(expected));

    [TestCase("9223372036854775808", 5, "an integer of 64 bits", "'9223372036854775808'")]
    [TestCase("-9223372036854775809", 6, "an integer of 64 bits", "'9223372036854775809'")]
    [TestCase("0b1000000000000000000000000000000000000000000000000000000000000000", 7, "an integer of 64 bits", "'1000000000000000000000000000000000000000000000000000000000000000'")]
    [TestCase("0x8000000000000000", 7, "an integer of 64 bits", "'8000000000000000'")]
    [TestCase("0xfffffffffffffffff", 7, "an integer of 64 bits", "'fffffffffffffffff'")]
    [TestCase("012", 5, "a number without leading zeros", "'012'")]
    [TestCase("-01", 6, "a number without leading zeros", "'01'")]
    [TestCase("00.5", 5, "a number without leading zeros", "'00'")]
    [TestCase("0_1", 5, "a number without leading zeros", "'0_1'")]
    [TestCase("1__0", 7, "a digit", "'_'")]
    [TestCase("1_", 7, "a digit", "end of line")]
    [TestCase("_1", 5, "a value (text needs quotes)", "'_1'")]
    [TestCase("0x_1", 7, "a digit of base 16", "'_'")]
    [TestCase("0xg", 7, "a digit of base 16", "'g'")]
    [TestCase("0x1__2", 9, "a digit of base 16", "'_'")]
    [TestCase("0x1_2_", 11, "a digit of base 16", "end of line")]
    [TestCase("0b", 7, "a digit of base 2", "end of line")]
    [TestCase("0b12", 8, "end of line", "'2'")]
    [TestCase("0o8", 7, "a digit of base 8", "'8'")]
    [TestCase("+0x1", 7, "end of line", "'x'")]
    [TestCase("0X1", 6, "'x'", "'X'")]
    [TestCase("++1", 6, "a digit", "'+'")]
    [TestCase("1.", 7, "a digit", "end of line")]
    [TestCase(".1", 5, "a value", "'.'")]
    [TestCase("1._0", 7, "a digit", "'_'")]
    [TestCase("1_.0", 7, "a digit", "'.'")]
    [TestCase("1.e5", 7, "a digit", "'e'")]
    [TestCase("1e", 7, "a digit", "end of line")]
    [TestCase("1e1.5", 8, "end of line", "'.'")]
    [TestCase("1e__5", 7, "a digit", "'_'")]
    [TestCase("Inf", 5, "a value (text needs quotes)", "'Inf'")]
    [TestCase("infinity", 5, "a value (text needs quotes)", "'infinity'")]
    [TestCase("True", 5, "a value (text needs quotes)", "'True'")]
    [TestCase("truest", 5, "a value (text needs quotes)", "'truest'")]
    [TestCase("batch", 5, "a value (text needs quotes)", "'batch'")]
    public void A_bad_number_or_word_is_refused_where_it_goes_wrong(string written, int column, string expected, string found) =>
        Assert.That(
            Documents.Refusal($"x = {written}\n").Message,
            Is.EqualTo($"test.toml:1:{column}: expected {expected}, found {found}"));
}
