namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>The Cake engine with one empty task, published as build.sh publishes Fairlead.</summary>
internal static class BareHost
{
    private const string Project = "Fairlead.Benchmarks.BareHost";

    public static async Task<Side> StartedInAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "bare-host");
        await workplace.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "benchmarks", Project), "--configuration", "Release", "--output", folder, "--nologo", "--verbosity", "quiet",
                $"-p:ArtifactsPath={Path.Combine(folder, "work")}", "-p:ReadyToRunFront=true",
            ],
            cancellationToken);
        return new Side("bare Cake host", cancel => workplace.RunAsync("dotnet", [Path.Combine(folder, $"{Project}.dll")], cancel));
    }
}
