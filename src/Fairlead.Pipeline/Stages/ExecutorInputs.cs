using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Settings;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>
/// Settings of the executor that change what is sent but not what is computed: the partition, the time limit, where the cluster is.
/// Local jobs are sent nowhere.
/// </summary>
internal static class ExecutorInputs
{
    private static readonly string[] OfThisMachine = ["identity", "identity_passphrase", "known_hosts", "accept_new_host_key", "ssh_client", "client_id", "client_secret", "kube_apiserver_url", "workspace_token", "repo_root", "source_max_file_bytes", "source_max_archive_bytes"];

    public static IEnumerable<StageInput> Of(RecipePlan plan) => plan.Job.Executor == ExecutorKind.Local
        ? []
        :
        [
            new("job:artifact", plan.Artifact ?? ""),
            new("job:attached", plan.Attached ? "yes" : "no"),
            .. plan.Job.ExecutorSettings.Leaves()
                .Where(leaf => !OfThisMachine.Contains(leaf.Path))
                .Select(leaf => new StageInput($"executor:{leaf.Path}", CanonicalJson.Write(leaf.Value.ToJson()))),
        ];
}
