using System.Text;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous;

/// <summary>What ranks tell each other must fit in a line.</summary>
internal static class Texts
{
    private const int ShownReason = 4000;

    public static string Fitting(string text, string what) => Encoding.UTF8.GetByteCount(text) is var size && size <= Line.Text
        ? text
        : throw FairleadException.Usage($"expected {what} of at most {Line.Text} bytes, found {size}");

    public static Phase Fitting(Phase phase) => new(Fitting(phase.Name, "a phase"), Fitting(phase.Subject, "a subject"));

    public static string Shortened(string reason) => reason.Length <= ShownReason ? reason : $"{reason[..ShownReason]}...";

    public static string Ranks(IReadOnlyCollection<int> ranks)
    {
        const int shown = 16;
        var names = string.Join(", ", ranks.Take(shown));
        return ranks.Count switch
        {
            1 => $"rank {names}",
            > shown => $"ranks {names} and {ranks.Count - shown} more",
            _ => $"ranks {names}",
        };
    }
}
