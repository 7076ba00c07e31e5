using System.Globalization;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>What all attacks share: they are chosen by a seed, and say what was tried.</summary>
internal static class Attack
{
    public const string Category = "Attack";

    // FAIRLEAD_ATTACK_SEED chooses other instants and other damage.
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("FAIRLEAD_ATTACK_SEED") ?? "20261128", CultureInfo.InvariantCulture);

    public static Random Chance(string name) => new(Seed + name.Sum(character => character));

    public static void Tell(string what) => TestContext.Out.WriteLine($"seed {Seed}: {what}");
}
