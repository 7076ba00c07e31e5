using Fairlead.Primitives;

namespace Fairlead.Pipeline.Nightly;

/// <summary>The reports of past nights, one file each.</summary>
internal sealed class NightlyRecord(string folder)
{
    /// <summary>The latest night without a regression, of the same profile and machine; null: there was none.</summary>
    public NightlyReport? LastGood(string profile, string host) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal)
            .Where(path => !AtomicFile.IsTemporary(path))
            .Select(path => NightlyReport.Parse(File.ReadAllText(path), path))
            .FirstOrDefault(report => report.Profile == profile && report.Host == host && report.Regressions.IsEmpty)
        : null;

    /// <returns>The file.</returns>
    public string Add(NightlyReport report)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, report.FileName);
        AtomicFile.Write(path, report.ToJson());
        return path;
    }
}
