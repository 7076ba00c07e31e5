using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Sources;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Shipping;

/// <summary>A job for run:ai of one source file, one config and perhaps one input, which prints all three.</summary>
internal sealed record ShippedJob(JobRequest Request, Payload Payload)
{
    private const string Script = "cat \"$FAIRLEAD_SOURCE\"/source.txt \"$FAIRLEAD_JOB\"/files/config.json \"$FAIRLEAD_JOB\"/inputs/* 2>/dev/null || :\n";

    private static readonly Run Run = new()
    {
        Id = "run",
        Name = "run",
        Attempt = 1,
        Recipe = "test/job",
        Config = "tiny",
        Profile = "test",
        Executor = "dgxcloud",
        Created = DateTimeOffset.UnixEpoch,
    };

    public static async Task<ShippedJob> InAsync(TemporaryDirectory directory, string source = "hello\n", string config = "config", string? input = null)
    {
        var (archive, digest) = await PackAsync(directory, source);
        var inputs = input is null ? [] : new Dictionary<string, string> { ["data.path"] = input };
        var request = new JobRequest
        {
            Recipe = Run.Recipe,
            Config = Run.Config,
            Executor = Run.Executor,
            Nodes = 1,
            ProcessesPerNode = 1,
            Source = new SourceReference(digest, "recipes", "recipes/job.py"),
            FileInputs = inputs.ToImmutableSortedDictionary(pair => pair.Key, pair => Digest.OfFile(pair.Value)),
            Files = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("pod.sh", Script), new("config.json", config)]),
            Part = new CloudPart("", directory.File("home"), "training", "{}", CloudTransport.Of(TransportMode.Auto, TransportLimits.RunAi), PlainSecrets: false, [], null, null),
        };
        return new ShippedJob(request, new Payload(archive, ImmutableSortedDictionary<string, Materialise>.Empty, inputs.ToImmutableSortedDictionary()));
    }

    public ShippedJob With(Func<CloudPart, CloudPart> change) => this with { Request = Request with { Part = change(Request.PartAs<CloudPart>()) } };

    public Task<TransportPlan> PlanAsync() => CloudShipment.PlanAsync(Run.Id, Request, Payload, podsFill: true, CancellationToken.None);

    public static async Task<(string Archive, Digest Digest)> PackAsync(TemporaryDirectory directory, string source)
    {
        var file = directory.Write($"{Guid.NewGuid():N}/source.txt", source);
        var list = await SourceLister.ListAsync(new SourceScope(Path.GetDirectoryName(file)!, ["."]));
        var archive = directory.File($"{Guid.NewGuid():N}.tar.gz");
        await using var stream = File.Create(archive);
        var summary = await DeterministicArchive.WriteAsync(list, stream);
        return (archive, summary.Digest);
    }
}
