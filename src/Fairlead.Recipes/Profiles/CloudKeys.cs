using System.Collections.Immutable;
using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

/// <summary>Keys of lepton and dgxcloud alike.</summary>
internal static class CloudKeys
{
    private static readonly ImmutableArray<ExecutorKind> Clouds = [Lepton, DgxCloud];

    public static readonly KnownKey[] All =
    [
        new("workspace", Text, Clouds, "The persistent root on the shared volume, for ${run.env.workspace} in configs."),
        new("pip_extras", TextList, Clouds, "Packages to install in each pod before the job; the first failure ends it."),
        new("launcher", Text, Clouds, "Accepted as upstream writes it, without effect: launch says what starts the ranks."),
        new("image_pull_secrets", TextList, Clouds, "The names of the platform's registry credentials."),
        new(KnownKeys.SecretVariables, TextTable, Clouds, "Variables whose values are secrets named on the platform: a name on Lepton, name/key on run:ai."),
        new(KnownKeys.PlainSecrets, Flag, Clouds, "Send the values of other secrets too, as plain variables that everybody sees who may look at the job."),
        new("transport", Text, Clouds, "How files reach the pods: environment, volume, or auto, which is the volume for what the environment does not hold.", "auto"),
        new("transport_max_chars", Integer, Clouds, "The most that the variables of a pod may come to, in characters.", 1_400_000L),
        new("transport_wait_s", Integer, Clouds, "How long a pod waits for another to unpack the files, in seconds.", 600L),
        new("transport_keep_days", Integer, Clouds, "How long unpacked files stay on the volume without being used, in days.", 14L),
        new("ray_version", Text, Clouds, "The Ray version of a cluster, for example 2.48.0."),
        new("existing_ray_cluster", Text, Clouds, "The name of a running Ray cluster to submit to."),
        new("ray_cluster_at_end", Text, Clouds, "What becomes of a job's own Ray cluster: suspend, delete or keep.", "suspend"),
    ];
}
