using System.Collections.Immutable;

namespace Fairlead.Node.Results;

/// <summary>One of the files that may hold a model's results.</summary>
/// <param name="Rank">Whose it is; null: the job's own.</param>
/// <param name="Fault">Why it cannot be read; null: it can.</param>
internal sealed record ResultCandidate(string Path, int? Rank, DateTime Modified, ResultTable Table, string? Fault = null)
{
    public static ResultCandidate Read(string path, int? rank)
    {
        try
        {
            return new ResultCandidate(path, rank, File.GetLastWriteTimeUtc(path), ResultTable.Parse(File.ReadAllText(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ResultCandidate(path, rank, DateTime.MinValue, ResultTable.Empty, exception.Message);
        }
    }

    /// <summary>That with most figures, then most rows, then the newest, then of the lowest rank; null when none has a figure.</summary>
    public static ResultCandidate? Best(IEnumerable<ResultCandidate> candidates) => candidates.Where(candidate => candidate.Table.Values > 0)
        .OrderByDescending(candidate => candidate.Table.Values).ThenByDescending(candidate => candidate.Table.Rows.Length).ThenByDescending(candidate => candidate.Modified)
        .ThenBy(candidate => candidate.Rank ?? -1).ThenBy(candidate => candidate.Path, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>For people: all of them, a line each.</summary>
    public static IEnumerable<string> Describe(ImmutableArray<ResultCandidate> candidates, ResultCandidate? best) => candidates.Select(candidate =>
        $"{(candidate == best ? "*" : " ")} {candidate.Path}: {candidate.Fault ?? $"{candidate.Table.Values} figures in {candidate.Table.Rows.Length} rows"}");
}
