using Fairlead.Pipeline.Project;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Project;

public sealed class TestClusterTests
{
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public async Task Starting_twice_starts_once_and_stopping_leaves_nothing()
    {
        SlurmCluster.Require();
        var cluster = new TestCluster(SlurmCluster.Script, directory.File("c"));
        try
        {
            Assert.That((await cluster.StartAsync(nodes: 1, default))[0], Does.Contain(" runs in "));
            Assert.That((await cluster.StartAsync(nodes: 1, default))[0], Does.Contain(" already runs in "));
            Assert.That(File.Exists(directory.File("c/env.toml")));
        }
        finally
        {
            await cluster.StopAsync(default);
        }

        Assert.That(Directory.Exists(directory.File("c")), Is.False);
        await cluster.StopAsync(default);
    }

    [Test]
    public async Task A_script_that_fails_is_quoted()
    {
        var failure = await Assert.ThrowsAsync<FairleadException>(() => new TestCluster("ls", directory.Path).StopAsync(default));
        Assert.That(failure!.Message, Does.Contain("cannot access 'stop'").And.Contain(".ci/run"));
    }
}
