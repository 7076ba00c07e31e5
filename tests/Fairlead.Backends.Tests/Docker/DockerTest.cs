using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

/// <summary>Jobs on the engine that the tests share.</summary>
public abstract class DockerTest
{
    private protected DockerWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await DockerWorkshop.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    /// <summary>Starts a job, and waits until a rank has written the given line.</summary>
    private protected async Task<Run> StartAsync(string script, string line, int nodes = 1)
    {
        var run = await workshop.StartAsync(script, nodes);
        await Eventually.HoldsAsync($"'{line}' is in the log", async () => (await workshop.LogsAsync(run, new())).Any(found => found.Text == line));
        return run;
    }
}
