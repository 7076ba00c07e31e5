using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Runs.Requests;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering;

/// <summary>Jobs for the clouds to start from, and their rendering.</summary>
internal static class CloudJobs
{
    public const string Volume = "/vol/lab7";

    private static readonly ResolvedJob Either = Jobs.Plain.With(
        ("transport", "auto"),
        ("transport_max_chars", 1_400_000),
        ("transport_wait_s", 600),
        ("transport_keep_days", 14),
        ("ray_cluster_at_end", "suspend")) with
    {
        ContainerImage = Image,
    };

    public static ResolvedJob OnRunAi { get; } = (Either with { Profile = "runai", Executor = "dgxcloud" }).With(
        ("base_url", "https://runai.test/api/v1"),
        ("kube_apiserver_url", "https://k8s.runai.test"),
        ("client_id", "fairlead"),
        ("client_secret", "env:RUNAI_SECRET"),
        ("project_name", "lab7"),
        ("pvcs", new[] { Table(("claimName", "lab7-data"), ("path", Volume), ("existingPvc", true)) }),
        ("pvc_nemo_run_dir", $"{Volume}/jobs"),
        ("distributed_framework", "PyTorch"),
        ("ray_backend", "workload"),
        ("dgxcloud_max_args_chars", 9500));

    public static ResolvedJob OnLepton { get; } = (Either with { Profile = "lep", Executor = "lepton", Mounts = [LabVolume] }).With(
        ("workspace_url", "https://lepton.test/api/v2/workspaces/lab7"),
        ("workspace_token", "env:LEPTON_TOKEN"),
        ("nemo_run_dir", $"{Volume}/jobs"),
        ("resource_shape", "gpu.8xh100-80gb"),
        ("cpu_resource_shape", "cpu.small"),
        ("shared_memory_size", 65536));

    private static VolumeMount LabVolume => new("/", Volume, "node-nfs:lab7", Here);

    public static JobRequest Render(ResolvedJob job) => Known.Render(Inputs(job));

    public static string Refusal(ResolvedJob job) => Assert.Throws<FairleadException>(() => Render(job))!.Message;
}
