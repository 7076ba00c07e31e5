using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Planning;

/// <summary>
/// Decides which recipe a <c>--set</c> is for when a command runs a recipe and the preparation of its data: a config key goes to
/// whoever has it; an executor setting to the recipe alone, for a preparation has resources of its own; but where it runs, a cluster or an image, to both.
/// </summary>
internal static class SetRouting
{
    private static readonly string[] Places =
    [
        "container_image", "build_args", "container_client", "network",
        "remote_job_dir", "tunnel", "host", "port", "user", "identity", "identity_passphrase", "known_hosts", "accept_new_host_key", "ssh_client",
        "base_url", "kube_apiserver_url", "client_id", "client_secret", "project_name", "pvcs", "pvc_nemo_run_dir",
        "workspace_url", "workspace_id", "workspace_token", "mounts", "nemo_run_dir", "node_group", "image_pull_secrets", "transport",
    ];

    public static IEnumerable<string> ForProducer(IEnumerable<string> sets, RecipeConfig config) =>
        sets.Where(set => Override.Parse(set) is var item && (item.IsExecutorSetting ? Places.Contains(item.Path.Split('.')[0]) : config.HasKey(item.Path)));

    public static IEnumerable<string> ForRecipe(IEnumerable<string> sets, RecipeConfig config, IEnumerable<RecipeConfig> producers) =>
        sets.Where(set => Override.Parse(set) is var item
            && (item.IsExecutorSetting || config.HasKey(item.Path) || !producers.Any(producer => producer.HasKey(item.Path))));
}
