using Fairlead.Executors.Ledger;
using Fairlead.Executors.Local;
using Fairlead.Executors.Submission;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Executors.Tests;

/// <summary>Jobs that run as processes of this machine.</summary>
internal sealed class LocalWorkshop() : Workshop(new LocalExecutor(TimeProvider.System))
{
    public override SubmitTarget Target { get; } = new("local");

    public override string FolderOf(Run run) => run.Directory;

    protected override ResolvedJob ForBackend(ResolvedJob job) => job;
}
