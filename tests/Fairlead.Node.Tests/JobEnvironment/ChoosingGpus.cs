using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.JobEnvironment;

public sealed class ChoosingGpus
{
    [TestCase("0-3", "-1", 8, "0 1 2 3")]
    [TestCase("0,2-3", "-1", 8, "0 2 3")]
    [TestCase("0,2-3", "2", 8, "0 2")]
    [TestCase("", "-1", 4, "0 1 2 3")]
    [TestCase("", "2", 4, "0 1")]
    [TestCase("", "", 4, "0")]
    [TestCase("", "", 0, "")]
    [TestCase("", "-1", 0, "")]
    [TestCase("0-7", "0", 0, "")]
    public void A_list_restricts_the_node_and_a_count_takes_from_its_front(string list, string count, int node, string expected) =>
        Assert.That(string.Join(' ', Choose(list, count, node)), Is.EqualTo(expected));

    [TestCase("0-7", "-1", 4, "context.docker_gpus: expected GPUs of this node, which has 4, counted from 0, found '0-7'")]
    [TestCase("8", "-1", 8, "which has 8")]
    [TestCase("3-1", "-1", 8, "found '3-1'")]
    [TestCase("0;1", "-1", 8, "expected indices such as 0,2-3, found '0;1'")]
    [TestCase("0-1", "3", 8, "models.ci-alpha.n_gpus: expected 3 GPUs, and docker_gpus '0-1' (context.docker_gpus) has 2")]
    [TestCase("", "9", 8, "expected 9 GPUs, and this node has 8")]
    [TestCase("", "many", 8, "expected a number of GPUs")]
    public void What_the_node_has_not_is_refused(string list, string count, int node, string expected) =>
        Assert.That(Assert.Throws<FairleadException>(() => Choose(list, count, node))!.Problem, Does.Contain(expected));

    [TestCase("""{"gpus_per_node": 1}""", """{"gpus_per_node": 2, "slurm": {"gpus_per_node": 3}}""", "4", 1)]
    [TestCase("""{"ngpus": 1}""", """{"gpus_per_node": 2}""", "4", 1)]
    [TestCase("{}", """{"gpus_per_node": 2, "slurm": {"gpus_per_node": 3}}""", "4", 2)]
    [TestCase("{}", """{"slurm": {"gpus_per_node": 3}}""", "4", 3)]
    [TestCase("{}", "{}", "4", 4)]
    public void The_count_is_the_runs_or_the_deployments_or_the_schedulers_or_the_cards(string runtime, string deployment, string card, int expected)
    {
        var settings = new Sample("{}", $$"""{"n_gpus": "{{card}}"}""", runtime, deployment).Settings;
        Assert.That(GpuChoice.Of(null, settings["gpus_per_node"], Sample.Gpus(GpuVendor.NVIDIA, 8)), Has.Length.EqualTo(expected));
    }

    [Test]
    public void An_image_for_anothers_GPUs_is_refused()
    {
        var sample = new Sample(ImageVendor: "AMD");
        Assert.DoesNotThrow(() => GpuChoice.CheckVendor(sample.Image, null, Sample.Gpus(GpuVendor.AMD, 1)));
        Assert.DoesNotThrow(() => GpuChoice.CheckVendor(sample.Image, null, NodeGpus.None));
        Assert.That(Assert.Throws<FairleadException>(() => GpuChoice.CheckVendor(sample.Image, null, Sample.Gpus(GpuVendor.NVIDIA, 1)))!.Problem, Is.EqualTo("the image 'ci-alpha' is for GPUs of AMD, and this node has NVIDIA's"));
    }

    [Test]
    public void The_drivers_say_what_the_node_has()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("kfd/0/properties", "cpu_cores_count 64\ngfx_target_version 0\ndrm_render_minor 0\n");
        folder.Write("kfd/1/properties", "gfx_target_version 90402\ndrm_render_minor 128\n");
        folder.Write("kfd/2/properties", "gfx_target_version 90402\ndrm_render_minor 136\n");
        folder.Write("nvidia/0000:01:00.0/information", "");
        var amd = NodeGpus.Detect(folder.File("kfd"), folder.File("none"));
        Assert.That((amd.Vendor, amd.Count, amd.Architecture), Is.EqualTo(((GpuVendor?)GpuVendor.AMD, 2, "gfx942")));
        Assert.That(amd.RenderNodes, Is.EqualTo(new[] { 128, 136 }));
        Assert.That(NodeGpus.Detect(folder.File("none"), folder.File("nvidia")), Is.EqualTo(Sample.Gpus(GpuVendor.NVIDIA, 1)));
        Assert.That(NodeGpus.Detect(folder.File("none"), folder.File("none")), Is.EqualTo(NodeGpus.None));
    }

    private static IEnumerable<int> Choose(string list, string count, int node)
    {
        var settings = new Sample($$"""{"docker_gpus": "{{list}}"}""", count.Length == 0 ? "{}" : $$"""{"n_gpus": "{{count}}"}""").Settings;
        return GpuChoice.Of(settings["docker_gpus"], settings["gpus_per_node"], Sample.Gpus(GpuVendor.NVIDIA, node));
    }
}
