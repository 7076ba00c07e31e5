using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

internal static class DgxCloudKeys
{
    public static readonly KnownKey[] All =
    [
        new("base_url", Text, [DgxCloud], "The root of the API, ending in /api/v1.", Required: true),
        new("kube_apiserver_url", Text, [DgxCloud], "The cluster's Kubernetes API server: pods' logs are read there, and KubeRay is."),
        new("client_id", Text, [DgxCloud], "The application's id.", Required: true),
        new("client_secret", Text, [DgxCloud], "The application's secret, as a reference: ${oc.env:NAME}, env:NAME or file:/path.", Required: true),
        new("project_name", Text, [DgxCloud], "The project to submit to.", Required: true),
        new("pvc_nemo_run_dir", Text, [DgxCloud], "The directory jobs live in; below the path of one of pvcs.", Required: true),
        new("pvcs", TableList, [DgxCloud], "Volumes: tables with claimName, path, readOnly and, if need be, name and existingPvc."),
        new("distributed_framework", Text, [DgxCloud], "The framework of a job on several nodes: PyTorch, MPI, TF, XGBoost or JAX.", "PyTorch"),
        new("custom_spec", Table, [DgxCloud], "Merged last into the workload's spec; it may not replace what Fairlead itself sets."),
        new("ray_backend", Text, [DgxCloud], "Who makes a Ray cluster of several nodes: workload, the job's own pods, or kuberay.", "workload"),
        new("dgxcloud_max_args_chars", Integer, [DgxCloud], "The longest command of a workload, in characters.", 9500L),
    ];
}
