using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using static Fairlead.Backends.Tests.Rendering.DockerJobs;

namespace Fairlead.Backends.Tests.Rendering.Docker;

public sealed class ShowingGpus
{
    private static readonly int[] RenderNodes = [128, 129, 136, 137, 144, 145, 152, 153];

    [TestCase(1, null, "--runtime=nvidia --gpus=\"device=0\"")]
    [TestCase(8, null, "--runtime=nvidia --gpus=\"device=0,1,2,3,4,5,6,7\"")]
    [TestCase(null, "0,2-3", "--runtime=nvidia --gpus=\"device=0,2,3\"")]
    [TestCase(2, "0,2-3", "--runtime=nvidia --gpus=\"device=0,2\"")]
    [TestCase(null, "all", "--runtime=nvidia --gpus=all")]
    [TestCase(2, "all", "--runtime=nvidia --gpus=\"device=0,1\"")]
    [TestCase(0, "0,2-3", "")]
    [TestCase(null, null, "")]
    public void Nvidia(int? count, string? devices, string expected) =>
        Assert.That(Flags(Job(count, devices, "nvidia")), Is.EqualTo(expected));

    [TestCase(1, null, "--device=/dev/kfd --device=/dev/dri/renderD128")]
    [TestCase(8, null, "--device=/dev/kfd --device=/dev/dri/renderD128 --device=/dev/dri/renderD129 --device=/dev/dri/renderD136 --device=/dev/dri/renderD137 --device=/dev/dri/renderD144 --device=/dev/dri/renderD145 --device=/dev/dri/renderD152 --device=/dev/dri/renderD153")]
    [TestCase(null, "0,2-3", "--device=/dev/kfd --device=/dev/dri/renderD128 --device=/dev/dri/renderD136 --device=/dev/dri/renderD137")]
    [TestCase(null, "all", "--device=/dev/kfd --device=/dev/dri/renderD128 --device=/dev/dri/renderD129 --device=/dev/dri/renderD136 --device=/dev/dri/renderD137 --device=/dev/dri/renderD144 --device=/dev/dri/renderD145 --device=/dev/dri/renderD152 --device=/dev/dri/renderD153")]
    public void Amd(int? count, string? devices, string expected) =>
        Assert.That(Flags(Job(count, devices, "amd")), Is.EqualTo($"{expected} --group-add=video --cap-add=SYS_PTRACE --security-opt=seccomp=unconfined --ipc=host"));

    [TestCase(2, "--device=nvidia.com/gpu=0 --device=nvidia.com/gpu=1")]
    [TestCase(null, "--device=nvidia.com/gpu=all")]
    public void Podman_names_NVIDIAs_devices(int? count, string expected) =>
        Assert.That(Flags(Job(count, "all", "nvidia"), "podman"), Is.EqualTo(expected));

    [Test]
    public void An_empty_runtime_is_left_to_the_engine() =>
        Assert.That(Flags(Job(1, null, "nvidia").With(("runtime", ""))), Is.EqualTo("--gpus=\"device=0\""));

    [TestCase(4, "0,2-3", "nvidia", "has 3 GPUs, '0,2-3', and gpus_per_node asks for 4")]
    [TestCase(1, "0,", "nvidia", "expects indices such as 0,2-3, or all, found '0,'")]
    [TestCase(1, "0; rm", "nvidia", "found '0; rm'")]
    [TestCase(1, null, "intel", "'gpu_vendor' expects nvidia or amd, found 'intel'")]
    public void What_no_machine_can_have_is_refused_with_its_place(int count, string? devices, string vendor, string message) =>
        Assert.That(Refusal(Job(count, devices, vendor)), Does.Contain(message).And.Contain("env.toml:7"));

    [Test]
    public void An_AMD_GPU_that_the_machine_does_not_have_is_named() =>
        Assert.That(() => Flags(Job(null, "7-8", "amd")), Throws.InstanceOf<FairleadException>().With.Message.Contains("AMD GPU 8, and this machine has 8"));

    private static ResolvedJob Job(int? count, string? devices, string vendor)
    {
        var job = (Plain with { GpusPerNode = count }).With(("gpu_vendor", vendor), ("runtime", "nvidia"));
        return devices is null ? job : job.With(("gpu_devices", devices));
    }

    private static string Flags(ResolvedJob job, string client = "docker") => string.Join(' ', GpuFlags.Of(Part(job).Gpus, client, RenderNodes));
}
