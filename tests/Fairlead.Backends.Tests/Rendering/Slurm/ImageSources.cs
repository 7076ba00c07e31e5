using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

public sealed class ImageSources
{
    [TestCase("nvcr.io/nvidia/nemo:25.11", "docker://nvcr.io#nvidia/nemo:25.11")]
    [TestCase("localhost/image", "docker://localhost#image")]
    [TestCase("registry:5000/team/image:1", "docker://registry:5000#team/image:1")]
    [TestCase("team/image", "docker://team/image")]
    [TestCase("ubuntu:24.04", "docker://ubuntu:24.04")]
    [TestCase("podman://nvcr.io/nvidia/nemo", "podman://nvcr.io/nvidia/nemo")]
    [TestCase("docker://nvcr.io#nvidia/nemo", "docker://nvcr.io#nvidia/nemo")]
    public void A_reference_is_told_to_enroot_in_its_own_words(string reference, string source) =>
        Assert.That(SquashFile.SourceOf(reference), Is.EqualTo(source));
}
