using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Everything that is compared.</summary>
internal static class Comparisons
{
    private const int Files = 10_000;
    private const int SmallFile = 2_000;
    private const int LargeFile = 20_000;
    private const string AboveBareHost = "at most 0.10 s more than a bare Cake host";

    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("render-up-to-date", AboveBareHost, Pairs: 15, (workplace, cancel) => RenderAsync(workplace, files: 0, cancel)),
        new("render-up-to-date-many-files", AboveBareHost, Pairs: 15, (workplace, cancel) => RenderAsync(workplace, Files, cancel)),
        new("submit-up-to-date", "nothing runs", Pairs: 10, SubmitAsync),
        new("package-cold", "no slower than tar | pigz", Pairs: 4, PackageAsync),
        new("package-unchanged", "at most 0.050 s", Pairs: 20, UnchangedPackage.PrepareAsync),
        .. SshComparisons.All,
        .. ImageComparisons.All,
        .. RendezvousComparisons.All,
    ];

    /// <summary>The tree that packaging is measured on: 10,000 files, 200 MB.</summary>
    public static Task FillLargeAsync(Workplace workplace, CancellationToken cancellationToken) => workplace.FillAsync(Files, LargeFile, cancellationToken);

    private static async Task<(Side Ours, Side Peer)> RenderAsync(Workplace workplace, int files, CancellationToken cancellationToken)
    {
        await workplace.FillAsync(files, SmallFile, cancellationToken);
        await workplace.FairleadAsync(cancellationToken, "--target=RenderSft");
        return (
            new Side("build.sh --target=RenderSft", cancel => UpToDateAsync(workplace, "--target=RenderSft", cancel)),
            await BareHost.StartedInAsync(workplace, cancellationToken));
    }

    private static async Task<(Side Ours, Side Peer)> SubmitAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        await workplace.FillAsync(files: 0, bytesPerFile: 0, cancellationToken);
        await workplace.FairleadAsync(cancellationToken, "--target=SubmitSft");
        return (
            new Side("build.sh --target=SubmitSft", cancel => UpToDateAsync(workplace, "--target=SubmitSft", cancel)),
            Version(workplace));
    }

    private static async Task<(Side Ours, Side Peer)> PackageAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        await FillLargeAsync(workplace, cancellationToken);
        var cold = 0;
        return (
            new Side("build.sh --target=PackageSft", cancel => workplace.FairleadAsync(cancel, "--target=PackageSft", $"--cache-root={workplace.File($"cache-{cold++}")}")),
            new Side("tar | pigz", cancel => workplace.RunAsync("sh", ["-c", "tar -cf - -C \"$1\" . | pigz >\"$2\"", "sh", workplace.Recipes, workplace.File("peer.tar.gz")], cancel)));
    }

    // A stage that runs would be measured as one that need not.
    private static async Task UpToDateAsync(Workplace workplace, string target, CancellationToken cancellationToken)
    {
        var result = await workplace.FairleadAsync(cancellationToken, target);
        if (result.Error.Split('\n').FirstOrDefault(line => line.StartsWith("ran  ", StringComparison.Ordinal)) is { } line)
            throw FairleadException.Stage($"expected {target} to find everything up to date; found: {line}");
    }

    private static Side Version(Workplace workplace) =>
        new("build.sh --version", cancel => workplace.RunAsync(Repository.Script, ["--version"], cancel));
}
