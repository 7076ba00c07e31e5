using System.Text;
using Fairlead.Recipes.Toml;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Toml;

public class FuzzTests
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    [Test]
    public Task Any_text_is_read_or_refused() =>
        CheckAsync(2000, Gen.OneOf(Anything, RandomDocument.Mutated), text => Survives(text, () => Documents.Read(text)));

    [Test]
    public Task Any_bytes_are_read_or_refused() =>
        CheckAsync(2000, Bytes, bytes => Survives(Encoding.UTF8.GetString(bytes), () => TomlReader.ReadBytes(bytes, "test.toml")));

    [Test]
    public Task Every_beginning_of_a_document_is_read_or_refused() =>
        CheckAsync(100, RandomDocument.Mutated, text => Enumerable.Range(0, text.Length).All(length => Survives(text[..length], () => Documents.Read(text[..length]))));

    // On a thread of its own: a reader that never ends fails the test instead of hanging the run.
    private static Task CheckAsync<T>(int times, Gen<T> values, Func<T, bool> holds) =>
        Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(values.ToArbitrary(), holds))).WaitAsync(LongestRun);

    private static Gen<string> Anything => ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get);

    private static Gen<byte[]> Bytes => Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>(),
        from text in RandomDocument.Mutated
        from stray in ArbMap.Default.GeneratorFor<byte>()
        from place in Gen.Choose(0, Encoding.UTF8.GetByteCount(text))
        select (byte[])[.. Encoding.UTF8.GetBytes(text).AsSpan(0, place), stray, .. Encoding.UTF8.GetBytes(text).AsSpan(place)]);

    private static bool Survives(string text, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (TomlException refusal)
        {
            return refusal.Message.StartsWith($"test.toml:{refusal.Position}: expected ", StringComparison.Ordinal) && IsIn(text, refusal.Position);
        }
    }

    // One column behind a line's last character is its end.
    private static bool IsIn(string text, SourcePosition position)
    {
        var lines = text.Split('\n');
        return position is { Line: > 0, Column: > 0 }
            && position.Line <= lines.Length
            && position.Column <= lines[position.Line - 1].EnumerateRunes().Count() + 1;
    }
}
