using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>An engine of a benchmark's own, with an image of two gigabytes on it when wanted. Needs root.</summary>
internal sealed class ImageEngine(string directory)
{
    public const string Base = "benchmark/base:1";
    private const int Layers = 4;
    private const int FilesPerLayer = 50;
    private const int LayerFile = 10 << 20;
    private const int SmallLayer = 10 << 20;
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "services", "container-engine");

    public ContainerEngine Client { get; } = new("docker", new Dictionary<string, string>
    {
        ["DOCKER_HOST"] = $"unix://{Path.Combine(directory, "docker.sock")}",
        ["DOCKER_BUILDKIT"] = "0",
    });

    public Task StartAsync(CancellationToken cancellationToken) => CallAsync("start", cancellationToken);

    public Task StopAsync() => CallAsync("stop", CancellationToken.None);

    /// <summary>Four layers of 500 MB, of which half compresses well.</summary>
    public Task BuildBaseAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var context = workplace.File("base");
        for (var layer = 0; layer < Layers; layer++)
        {
            for (var file = 0; file < FilesPerLayer; file++)
                WriteFile(Path.Combine(context, $"{layer}", $"{file}"), LayerFile, seed: (layer * FilesPerLayer) + file);
        }

        return BuildAsync(context, Base, ["FROM scratch", .. Enumerable.Range(0, Layers).Select(layer => $"COPY {layer} /{layer}")], cancellationToken);
    }

    /// <summary>The base and one layer of 10 MB that nobody has seen before.</summary>
    public Task BuildOnBaseAsync(Workplace workplace, string reference, int seed, CancellationToken cancellationToken)
    {
        var context = workplace.File($"small-{seed}");
        WriteFile(Path.Combine(context, "layer"), SmallLayer, seed);
        return BuildAsync(context, reference, [$"FROM {Base}", "COPY layer /layer"], cancellationToken);
    }

    private async Task BuildAsync(string context, string reference, string[] dockerfile, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Path.Combine(context, "Dockerfile"), dockerfile, cancellationToken);
        await Client.RunAsync(["build", "--quiet", "--tag", reference, context], cancellationToken);
        Directory.Delete(context, recursive: true);
    }

    // Half noise, half text: about what layers of software are.
    private static void WriteFile(string path, int size, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes.AsSpan(0, size / 2));
        for (var index = size / 2; index < size; index++)
            bytes[index] = (byte)('a' + (index % 26));
        File.WriteAllBytes(path, bytes);
    }

    private async Task CallAsync(string verb, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunAsync(Script, [verb, directory], cancellationToken: cancellationToken);
        if (!result.Succeeded)
            throw FairleadException.Stage($"container-engine {verb}: {result.Error.Trim()}", "the rows on images need root, dockerd and docker; leave them out with --filter");
    }
}
