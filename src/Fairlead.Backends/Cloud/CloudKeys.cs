using System.Collections.Immutable;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Backends.Cloud;

/// <summary>The keys that the clouds share.</summary>
internal static class CloudKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new("workspace", Text, "The persistent root on the shared volume, for ${run.env.workspace} in configs."),
        new("pip_extras", TextList, "Packages to install in each pod before the job; the first failure ends it."),
        new("launcher", Text, "Accepted as upstream writes it, without effect: launch says what starts the ranks.") { Awaits = "nothing: launch says what starts the ranks" },
        new("image_pull_secrets", TextList, "The names of the platform's registry credentials.") { Use = KeyUse.Place },
        new(KnownKeys.SecretVariables, TextTable, "Variables whose values are secrets named on the platform: a name on Lepton, name/key on run:ai."),
        new(KnownKeys.PlainSecrets, Flag, "Send the values of other secrets too, as plain variables that everybody sees who may look at the job."),
        new("transport", Text, "How files reach the pods: environment, volume, or auto, which is the volume for what the environment does not hold.", "auto") { Use = KeyUse.Place },
        new("transport_max_chars", Integer, "The most that the variables of a pod may come to, in characters.", 1_400_000L),
        new("transport_wait_s", Integer, "How long a pod waits for another to unpack the files, in seconds.", 600L),
        new("transport_keep_days", Integer, "How long unpacked files stay on the volume without being used, in days.", 14L),
        new("ray_version", Text, "The Ray version of a cluster, for example 2.48.0."),
        new("existing_ray_cluster", Text, "The name of a running Ray cluster to submit to."),
        new("ray_cluster_at_end", Text, "What becomes of a job's own Ray cluster: suspend, delete or keep.", "suspend"),
    ];

    public static bool AllowsPlainSecrets(TableSetting settings) => settings[KnownKeys.PlainSecrets] is ScalarSetting { Value: true };
}
