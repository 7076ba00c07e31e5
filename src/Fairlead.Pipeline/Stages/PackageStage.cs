using Fairlead.Pipeline.Planning;
using Fairlead.Sources;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Stages;

/// <summary>Packs a recipe's source into the archive that travels with its jobs.</summary>
internal static class PackageStage
{
    public const string Name = "package";
    public const string Archive = "source.tar.gz";
    private const string Summary = "summary.json";
    private const int Version = 1;

    public static StageInputs InputsOf(RecipePlan plan) => new(Name, Version, plan.Subject,
    [
        .. plan.Sources.Files.Where(file => file.LinkTarget is null).Zip(plan.SourceDigests, (file, digest) =>
            new StageInput($"file:{file.ArchivePath}", file.Executable ? $"{digest} executable" : digest.ToString())),
        .. plan.Sources.Files.Where(file => file.LinkTarget is not null).Select(file =>
            new StageInput($"link:{file.ArchivePath}", file.LinkTarget!)),
    ]);

    public static StageBody BodyOf(RecipePlan plan) => async (output, cancellationToken) =>
    {
        ArchiveSummary summary;
        await using (var gzip = File.Create(Path.Combine(output, Archive)))
            summary = await DeterministicArchive.WriteAsync(plan.Sources, gzip, cancellationToken: cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output, Summary), ArchiveSummaryJson.Write(summary), cancellationToken);
    };

    public static ArchiveSummary SummaryOf(StageResult result, StageCache cache) =>
        ArchiveSummaryJson.Read(File.ReadAllText(cache.PathOf(result.Outputs[Summary].Digest)));
}
