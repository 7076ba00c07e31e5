using System.Collections.Immutable;
using Fairlead.Backends.Local.Rendering;
using Fairlead.Backends.Local.Running;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Local;

/// <summary>Processes of this machine.</summary>
public sealed record LocalBackend(TimeProvider Time) : Backend(Spec)
{
    // The caller starts the job, and so hands on every variable that it has.
    private static new readonly ExecutorSpec Spec = new("local", [])
    {
        IsBuiltIn = true,
        RunsHere = true,
        Mounts = MountRule.None,
        ForwardsSecrets = _ => false,
    };

    public override IExecutor Executor { get; } = new LocalExecutor(Time);

    protected override ImmutableArray<Digest> Templates => [LocalJob.TemplateDigest];

    protected override RenderedJob Render(RenderInputs inputs) => LocalJob.Render(inputs);
}
