using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Sources;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Runs;

/// <summary>What the PackageSource target prints: the digest, the sizes, the list and the ten largest.</summary>
internal static class PackageReport
{
    public static async Task PrintAsync(RecipePlan plan, StageResult package, StageCache cache, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var everything = await SourceLister.ListAsync(SourcePlace.Of(plan.Job).Scope, cache.Files.NoteOf, ignoredToo: true, cancellationToken);
        var report = SizeReport.Of(plan.Sources with { LeftOut = everything.LeftOut }, PackageStage.SummaryOf(package, cache), SourcePlace.MaxArchiveBytes(plan.Job));
        if (json)
        {
            terminal.Result(CanonicalJson.Write(report.ToJson(), indented: true));
            return;
        }

        foreach (var file in plan.Sources.Files)
            terminal.Result(file.ArchivePath);
        foreach (var line in report.ToLines())
            terminal.Result(line);
        terminal.Result($"archive {cache.PathOf(package.Outputs[PackageStage.Archive].Digest)}");
    }
}
