using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs.Ledger;

namespace Fairlead.Runs;

/// <summary>The backends there are, by name.</summary>
public sealed class BackendMap(params IReadOnlyList<Backend> backends)
{
    public IReadOnlyList<Backend> All => backends;

    /// <summary>What resolving a job must know of them.</summary>
    public Executors Executors { get; } = new([.. backends.Select(backend => backend.Spec)]);

    /// <exception cref="FairleadException">There is none of that name: a record comes from another version.</exception>
    public Backend Of(string name) => backends.FirstOrDefault(backend => backend.Name == name)
        ?? throw FairleadException.Usage($"there is no executor '{name}' here", $"the executors are: {string.Join(", ", Executors.Names)}");

    public IExecutor For(Run run) => Of(run.Executor).Executor;
}
