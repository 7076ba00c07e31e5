using Fairlead.Backends.Local.Running;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs that run as processes of this machine.</summary>
internal sealed class LocalWorkshop() : Workshop(new LocalExecutor(TimeProvider.System))
{
    public override SubmitTarget Target { get; } = new("local");

    public override string FolderOf(Run run) => run.Directory;

    protected override ResolvedJob ForBackend(ResolvedJob job) => job;
}
