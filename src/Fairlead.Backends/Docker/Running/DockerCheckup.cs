using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Docker.Running;

/// <summary>Looks at everything that jobs of a profile need of their container engine.</summary>
public static partial class DockerCheckup
{
    private const string Probe = "probe";

    public static async Task<IReadOnlyList<CheckupFinding>> ExamineAsync(DockerCheckupSubject wanted, CancellationToken cancellationToken)
    {
        var engine = DockerEngines.For(wanted.Site);
        var client = await CheckupFinding.OfAsync("client", async () => (await engine.RunAsync(["--version"], cancellationToken)).Trim());
        if (client.Remedy is not null)
            return [client];
        var answer = await CheckupFinding.OfAsync("engine", async () => $"version {(await engine.RunAsync(["version", "--format={{.Server.Version}}"], cancellationToken)).Trim()}");
        return answer.Remedy is not null
            ? [client, answer]
            : [client, answer, .. await ImageAsync(engine, wanted, cancellationToken), .. await GpusAsync(engine, wanted.Gpus, cancellationToken)];
    }

    private static async Task<ImmutableArray<CheckupFinding>> ImageAsync(ContainerEngine engine, DockerCheckupSubject wanted, CancellationToken cancellationToken)
    {
        if (wanted.Image is not { } reference)
            return [];
        ImageDetails? image = null;
        var finding = await CheckupFinding.OfAsync("image", async () =>
        {
            image = await engine.FindImageAsync(reference, cancellationToken);
            if (image is null && !Pullable().IsMatch(reference))
                throw FairleadException.Usage($"{reference} is not here, and no registry has images of such a name", "correct container_image");
            return image is null ? $"{reference} is not here yet: the first job pulls it" : $"{reference} is {image.ById}";
        });
        return image is null ? [finding] : [finding, await RunFolderAsync(engine, image, wanted.RunsRoot, cancellationToken)];
    }

    /// <summary>A folder of this machine that the engine does not see would be an empty one in the container.</summary>
    private static async Task<CheckupFinding> RunFolderAsync(ContainerEngine engine, ImageDetails image, string root, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, $".checkup-{Guid.NewGuid():N}")).FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, Probe), Probe, cancellationToken);
            var result = await engine.TryAsync(
                ["run", "--rm", "--pull=never", "--network=none", DockerPart.RunMount(folder), "--entrypoint=sh", image.ById, "-c", $"cat {DockerPart.RunDirectory}/{Probe}"], cancellationToken);
            return result.Output == Probe
                ? new CheckupFinding("run folder", "containers see it", null)
                : new CheckupFinding("run folder", $"containers do not see {root}: {result.Error.Trim()}", "use the engine of this machine, or a folder that it sees: --runs-root");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ImmutableArray<CheckupFinding>> GpusAsync(ContainerEngine engine, GpuRequest? gpus, CancellationToken cancellationToken) => gpus switch
    {
        { Vendor: GpuVendor.Amd } => [await CheckupFinding.OfAsync("gpus", () => Task.FromResult(string.Join(' ', GpuFlags.Of(gpus, engine.Client, RenderNodes.Read()).Where(flag => flag.StartsWith("--device", StringComparison.Ordinal)))))],
        { Runtime: { } runtime } => [await RuntimeAsync(engine, runtime, cancellationToken)],
        _ => [],
    };

    private static async Task<CheckupFinding> RuntimeAsync(ContainerEngine engine, string runtime, CancellationToken cancellationToken)
    {
        var result = await engine.TryAsync(["info", "--format={{json .Runtimes}}"], cancellationToken);
        return result.Succeeded && EngineAnswer.Read(result.Output, ContainerJson.Default.IReadOnlyDictionaryStringJsonElement, "the engine's runtimes") is var runtimes && !runtimes.ContainsKey(runtime)
            ? new CheckupFinding("gpus", $"the engine has no runtime '{runtime}', only {string.Join(", ", runtimes.Keys)}", "install the NVIDIA container toolkit, or set runtime = \"\"")
            : new CheckupFinding("gpus", $"runtime {runtime}", null);
    }

    // The grammar of references: github.com/distribution/reference. An id alone names no registry's image.
    [GeneratedRegex(@"\A(?!sha256:)([\w.-]+(:\d+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Pullable();
}
