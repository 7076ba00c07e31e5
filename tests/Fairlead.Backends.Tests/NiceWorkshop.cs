using Fairlead.Backends.Tests.Sixth;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs on the tests' own backend.</summary>
internal sealed class NiceWorkshop() : Workshop(new NiceBackend(TimeProvider.System).Executor)
{
    public override SubmitTarget Target { get; } = new("nice");

    public override string FolderOf(Run run) => run.Directory;

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with { Executor = "nice" };
}
