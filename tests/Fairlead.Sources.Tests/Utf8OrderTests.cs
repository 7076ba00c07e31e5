using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Sources.Tests;

public sealed class Utf8OrderTests
{
    [Test]
    public void Strings_compare_as_their_UTF8_bytes_do()
    {
        var letter = Gen.Elements("a", "b", "Z", "/", "é", "\uD7FF", "\uE000", "\uFFFD", "🚢", "\U0010FFFF");
        var word = Gen.ListOf(letter).Select(string.Concat).ToArbitrary();
        var property = Prop.ForAll(word, word, static (left, right) =>
            Math.Sign(Utf8Order.Compare(left, right))
            == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
    }
}
