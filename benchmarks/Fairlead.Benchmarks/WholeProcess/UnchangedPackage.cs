using Fairlead.Primitives;
using Fairlead.Sources;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>What finding a package up to date costs inside a process: list the files, make the key, look it up and verify.</summary>
internal static class UnchangedPackage
{
    public static async Task<(Side Ours, Side Peer)> PrepareAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        await Comparisons.FillLargeAsync(workplace, cancellationToken);
        var scope = new SourceScope(workplace.Recipes, ["."]);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null);
        var inputs = await InputsAsync(scope, Open(), cancellationToken);
        await new StageRunner(Open(), terminal, TimeProvider.System).RunAsync(
            inputs, (output, cancel) => File.WriteAllTextAsync(Path.Combine(output, "archive"), "packed", cancel), cancellationToken);
        return (
            new Side("list, key and look up", FindAsync),
            new Side("git ls-files", cancel => workplace.RunAsync("git", ["-C", workplace.Recipes, "ls-files", "--cached", "--others", "--exclude-standard"], cancel)));

        StageCache Open() => new(workplace.File("cache"), sharedRoot: null, terminal, TimeProvider.System);

        async Task FindAsync(CancellationToken cancel)
        {
            var cache = Open();
            if (cache.TryLookup(await InputsAsync(scope, cache, cancel)) is null)
                throw FairleadException.Stage("expected the package to be up to date; it was not found");
        }
    }

    private static async Task<StageInputs> InputsAsync(SourceScope scope, StageCache cache, CancellationToken cancellationToken)
    {
        var list = await SourceLister.ListAsync(scope, cache.Files.NoteOf, cancellationToken: cancellationToken);
        var digests = cache.Files.DigestsOf([.. list.Files.Select(file => file.FullPath)], [.. list.Files.Select(file => file.Stamp)], cancellationToken);
        return new StageInputs("package", 1, "benchmark", [.. list.Files.Zip(digests, (file, digest) => new StageInput($"file:{file.ArchivePath}", digest.ToString()))]);
    }
}
