using System.Globalization;
using Fairlead.Primitives;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>What all attacks share: they are chosen by a seed, and say what was tried.</summary>
public static class Attack
{
    public const string Category = "Attack";

    // FAIRLEAD_ATTACK_SEED chooses other instants and other damage.
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("FAIRLEAD_ATTACK_SEED") ?? "20261128", CultureInfo.InvariantCulture);

    public static Random Chance(string name) => new(Seed + name.Sum(character => character));

    public static void Tell(string what) => TestContext.Out.WriteLine($"seed {Seed}: {what}");

    /// <summary>Gives damaged texts to a reader, which understands them or refuses them in words for people.</summary>
    /// <param name="good">Texts of the kind, which are cut, joined and written over.</param>
    /// <param name="words">What means something in such a text.</param>
    public static void Fuzz(string what, int rounds, IReadOnlyList<string> good, string words, Action<string> read)
    {
        foreach (var text in good)
            Assert.DoesNotThrow(() => read(text), text);
        var chance = Chance(what);
        var refused = 0;
        for (var round = 0; round < rounds; round++)
        {
            var text = Damaged(chance, good, words.Split(' '));
            try
            {
                read(text);
            }
            catch (FairleadException exception)
            {
                refused++;
                Assert.That(exception.ExitCode, Is.Not.EqualTo(ExitCode.Unexpected), text);
                Assert.That(exception.Problem, Is.Not.Empty, text);
            }
            catch (Exception exception) when (exception is not AssertionException)
            {
                Assert.Fail($"{exception}\nround {round}, of:\n{text}");
            }
        }

        Tell($"{rounds} fuzzed {what}, {refused} of them refused");
        Assert.That(refused, Is.Positive, "damage is seen");
    }

    private static string Damaged(Random chance, IReadOnlyList<string> good, string[] words)
    {
        const string Odd = "\0\u0001\t\r\n\u001b\u007f\u0085\u00a0\u2028\ufeff\ufffd\"'`\\${}[]()<>#=:,.*?!&|;-+~^%@/ 0";
        var text = good[chance.Next(good.Count)];
        for (var edits = chance.Next(1, 6); edits > 0; edits--)
        {
            var start = chance.Next(text.Length + 1);
            var length = chance.Next(Math.Min(text.Length - start, 30) + 1);
            text = chance.Next(7) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, text.Substring(start, length)),
                2 => text.Insert(start, words[chance.Next(words.Length)]),
                3 => text.Remove(start, length).Insert(start, words[chance.Next(words.Length)]),
                4 => text.Insert(start, Odd[chance.Next(Odd.Length)].ToString()),
                5 => text.Insert(start, new string(Odd[chance.Next(Odd.Length)], chance.Next(1, 3000))),
                _ => text[..start] + good[chance.Next(good.Count)] is var joined && chance.Next(3) > 0 ? joined : text[..start],
            };
        }

        return text;
    }
}
