using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.Jobs;
using Fairlead.Node.Preparation;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Preparation;

/// <summary>One rank of a job with an engine of its own.</summary>
internal sealed class Rank(int number, int world, int port, DockerEngine engine, string cache, string secret, int fanOut = RelayTree.DefaultFanOut)
{
    private readonly StringBuilder said = new();

    public string Said => said.ToString();

    public ContainerEngine Engine { get; } = new(DockerEngine.ClientWithBuildKit, engine.Environment);

    public async Task<PreparedImage> PrepareAsync(ManifestImage image, string project = "/nowhere")
    {
        var environment = new Dictionary<string, string>
        {
            ["NODE_RANK"] = Text(number),
            ["NNODES"] = Text(world),
            ["FAIRLEAD_RENDEZVOUS_PORT"] = Text(port),
            ["FAIRLEAD_JOB_SECRET"] = secret,
            ["FAIRLEAD_RENDEZVOUS_TIMEOUT_S"] = "60",
        };
        await using var writer = new StringWriter(said);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Synchronized(writer));
        var time = TimeProvider.System;
        await using var session = await NodeSession.OpenAsync(environment, Engine, cache, fanOut, terminal, time, CancellationToken.None);
        using var logs = new TemporaryDirectory();
        var lastResort = new LastResort(Engine, project, _ => ImmutableSortedDictionary<string, string>.Empty, logs.Path, session.Rendezvous.Progress.Report, time);
        try
        {
            return await session.Preparation(lastResort, terminal, time).PrepareAsync(image, CancellationToken.None);
        }
        catch (FairleadException exception) when (exception is not Fairlead.Node.Rendezvous.RendezvousException)
        {
            await session.Rendezvous.AbortAsync(exception.Problem);
            throw;
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
