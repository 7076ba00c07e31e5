using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

/// <summary>A container engine for each of a cluster's nodes, where jobs find it by the node's name. The first node's has an image with Python.</summary>
internal sealed class NodeEngines : IAsyncDisposable
{
    private readonly string directory;
    private readonly DockerEngine[] engines;

    private NodeEngines(string directory, DockerEngine[] engines)
    {
        this.directory = directory;
        this.engines = engines;
    }

    /// <summary>Of the node on which rank 0 runs.</summary>
    public DockerEngine First => engines[0];

    /// <summary>Has a job's clients find the engine of their node: a line of the profile.</summary>
    public string Setting => $"startup_commands = ['export DOCKER_HOST=unix://{directory}/$SLURMD_NODENAME/docker.sock']";

    public static async Task<NodeEngines> StartAsync(SlurmCluster cluster, int nodes = 4)
    {
        DockerEngine.Require();
        var directory = System.IO.Path.Combine(cluster.Shared, Guid.NewGuid().ToString("N")[..8]);
        var engines = new NodeEngines(directory, await Task.WhenAll(Enumerable.Range(1, nodes).Select(node => DockerEngine.StartInAsync(System.IO.Path.Combine(directory, $"n{node}")))));
        await engines.First.ImportPythonAsync();
        return engines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in engines)
            await engine.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
