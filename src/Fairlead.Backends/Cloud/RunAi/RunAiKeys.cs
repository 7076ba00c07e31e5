using System.Collections.Immutable;
using Fairlead.Recipes.Profiles;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Backends.Cloud.RunAi;

internal static class RunAiKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new("base_url", Text, "The root of the API, ending in /api/v1.", Required: true) { Use = KeyUse.Place },
        new("kube_apiserver_url", Text, "The cluster's Kubernetes API server: pods' logs are read there, and KubeRay is.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("client_id", Text, "The application's id.", Required: true) { Use = KeyUse.Place | KeyUse.ThisMachine, Aliases = ["app_id"] },
        new("client_secret", Text, "The application's secret, as a reference: ${oc.env:NAME}, env:NAME or file:/path.", Required: true) { Use = KeyUse.Place | KeyUse.ThisMachine, Aliases = ["app_secret"] },
        new("project_name", Text, "The project to submit to.", Required: true) { Use = KeyUse.Place },
        new("pvc_nemo_run_dir", Text, "The directory jobs live in; below the path of one of pvcs.", Required: true) { Use = KeyUse.Place },
        new("pvcs", TableList, "Volumes: tables with claimName, path, readOnly and, if need be, name and existingPvc.") { Use = KeyUse.Place },
        new("distributed_framework", Text, "The framework of a job on several nodes: PyTorch, MPI, TF, XGBoost or JAX.", "PyTorch"),
        new("custom_spec", Table, "Merged last into the workload's spec; it may not replace what Fairlead itself sets."),
        new("ray_backend", Text, "Who makes a Ray cluster of several nodes: workload, the job's own pods, or kuberay.", "workload"),
        new("dgxcloud_max_args_chars", Integer, "The longest command of a workload, in characters.", 9500L),
    ];
}
