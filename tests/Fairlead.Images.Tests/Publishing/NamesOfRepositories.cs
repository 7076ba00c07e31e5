using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Publishing;

public sealed class NamesOfRepositories
{
    [TestCase("127.0.0.1:5000/team/nano3-sft", "127.0.0.1:5000", "team/nano3-sft", true)]
    [TestCase("localhost/image", "localhost", "image", true)]
    [TestCase("[::1]:5000/a__b.c--d", "[::1]:5000", "a__b.c--d", true)]
    [TestCase("docker.io/team/image", "docker.io", "team/image", false)]
    [TestCase("Registry.example.net:443/a", "Registry.example.net:443", "a", false)]
    public void The_registry_comes_first(string text, string host, string path, bool loopback)
    {
        var name = RepositoryName.Parse(text);
        Assert.That(name, Is.EqualTo(new RepositoryName(host, path)));
        Assert.That(name.IsLoopback, Is.EqualTo(loopback));
        Assert.That(name.ToString(), Is.EqualTo(text));
    }

    [TestCase("team/image")]
    [TestCase("image")]
    [TestCase("docker.io/Team/image")]
    [TestCase("docker.io/team/image:1")]
    [TestCase("docker.io/team//image")]
    [TestCase("docker.io/team/image/")]
    [TestCase("docker.io/team/a___b")]
    [TestCase("https://docker.io/team/image")]
    [TestCase("docker.io/team/image\n")]
    [TestCase("")]
    public void What_is_no_repository_with_its_registry_is_named(string text)
    {
        var fault = Assert.Throws<FairleadException>(() => RepositoryName.Parse(text))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Problem, Does.Contain($"found '{text}'"));
        Assert.That(fault.Next, Does.Contain("docker.io/team/image"));
    }

    [Test]
    public void A_path_is_limited_in_length() =>
        Assert.That(() => RepositoryName.Parse($"docker.io/{new string('a', 256)}"), Throws.InstanceOf<FairleadException>());

    [TestCase(".hidden")]
    [TestCase("-x")]
    [TestCase("a b")]
    [TestCase("a:b")]
    [TestCase("")]
    public void What_is_no_tag_is_named(string text) =>
        Assert.That(() => ImageTag.Checked(text), Throws.InstanceOf<FairleadException>().With.Message.Contain($"found '{text}'"));
}
