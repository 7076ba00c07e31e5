using Fairlead.Build.Tasks;
using Fairlead.Testing;

namespace Fairlead.Build.Tests.CommandLine;

public sealed class DryRunTests
{
    private static readonly string[] Targets =
        [.. typeof(Default).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && typeof(IFrostingTask).IsAssignableFrom(type)).Select(type => type.Name)];

    [Test]
    public async Task A_dry_run_of_every_target_writes_nothing()
    {
        using var directory = new TemporaryDirectory();

        var run = await FairleadProcess.RunAsync([
            "--dryrun", $"--working={directory.Path}", $"--cache-root={directory.File("cache")}", $"--runs-root={directory.File("runs")}",
            .. Targets.Select(target => $"--target={target}")]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Targets.Where(target => !run.Output.Contains($". {target}\n", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(directory.Path), Is.Empty);
    }
}
