using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud;

/// <summary>What the backends have in common whose jobs run in the pods of a platform.</summary>
/// <param name="Tell">Takes a line of progress.</param>
public abstract record CloudBackend(ExecutorSpec Spec, TimeProvider Time, Action<string>? Tell) : Backend(Spec)
{
    public override IExecutor Executor => field ??= new CloudExecutor(Cloud, Time, Tell);

    public override JsonTypeInfo PartFormat => CloudFormat.Default.CloudPart;

    protected override ImmutableArray<Digest> Templates => PodScript.Templates;

    private protected abstract ICloud Cloud { get; }

    private protected ApiConnection Connection => ApiConnection.Of(Time, Tell);

    public override Task RequireSendableAsync(JobRequest request, Payload payload, CancellationToken cancellationToken) =>
        CloudShipment.PlanAsync(request.Name, request, payload, Cloud.PodsFillTheVolume, cancellationToken);

    public override Task RequireCommitsAsync(ImmutableArray<PinnedCommit> commits, CancellationToken cancellationToken) =>
        CloudCommits.RequireAsync(commits, cancellationToken);
}
