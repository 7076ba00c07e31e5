using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which page of which jobs is wanted (leptonai/leptonai: leptonai/api/v2/job.py).</summary>
/// <param name="Page">1 for the first.</param>
/// <param name="Part">A part of the id; null: any.</param>
/// <param name="States">Empty: any.</param>
internal sealed record LeptonJobQuery(LeptonJobMode Mode, int Page, int PageSize, string? Part, IReadOnlyList<string> States)
{
    private const int LargestPage = 500;

    public static LeptonJobQuery? Parse(IQueryCollection query, out LeptonRefusal? problem)
    {
        problem = null;
        var mode = LeptonJobModes.Parse(query["job_query_mode"]);
        if (mode is null)
            problem = LeptonRefusal.Invalid($"unknown job_query_mode '{query["job_query_mode"]}'");
        if (!TryCount(query["page"], 1, int.MaxValue, out var page))
            problem = LeptonRefusal.Invalid("page must be a positive integer");
        if (!TryCount(query["page_size"], LargestPage, LargestPage, out var size))
            problem = LeptonRefusal.Invalid($"page_size must be between 1 and {LargestPage}");
        return problem is null ? new LeptonJobQuery(mode!.Value, page, size, query["q"], [.. query["status"].OfType<string>()]) : null;
    }

    public IEnumerable<LeptonJob> Select(IEnumerable<LeptonJob> jobs, Func<LeptonJob, string> state) => jobs
        .Where(job => job.Id.Contains(Part ?? "", StringComparison.Ordinal) && (States.Count == 0 || States.Contains(state(job))))
        .Skip((int)Math.Min((Page - 1L) * PageSize, int.MaxValue))
        .Take(PageSize);

    private static bool TryCount(string? text, int otherwise, int most, out int count)
    {
        count = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1 && count <= most);
    }
}
