using System.Text.RegularExpressions;

namespace Fairlead.Images.Building.Dockerfiles;

/// <summary>Finds where the here-documents of an instruction end, so that their lines are not taken for instructions.</summary>
internal static partial class HereDocument
{
    private static readonly string[] Keywords = ["RUN", "COPY", "ADD"];

    /// <summary>In the order in which the documents follow.</summary>
    public static IEnumerable<End> EndsOf(Instruction instruction) =>
        Keywords.Contains(instruction.Keyword)
            ? Start().Matches(instruction.Rest).Where(match => match.Groups["name"].Success).Select(match => new End(match.Groups["name"].Value, match.Groups["tabs"].Length > 0))
            : [];

    /// <param name="AfterTabs">Whether tabs may stand before it.</param>
    internal readonly record struct End(string Name, bool AfterTabs)
    {
        public bool Is(string line) => (AfterTabs ? line.TrimStart('\t') : line) == Name;
    }

    // Quoted text comes first, so that nothing inside it counts; <<< begins a string of the shell, not a document.
    [GeneratedRegex("""(?<=\s|^)\d*<<(?<tabs>-?)(?<quote>["']?)(?<name>[\w.]+)\k<quote>(?=\s|$|[;&|>])|"(?:\\.|[^"\\])*"|'[^']*'""")]
    private static partial Regex Start();
}
