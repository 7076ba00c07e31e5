using Fairlead.Images.Cache.Archives;

namespace Fairlead.Images.Tests.Cache.Archives;

public sealed class NamesInArchives
{
    [TestCase("busybox:1", ExpectedResult = "docker.io/library/busybox:1")]
    [TestCase("team/alpha:1", ExpectedResult = "docker.io/team/alpha:1")]
    [TestCase("localhost/alpha:1", ExpectedResult = "localhost/alpha:1")]
    [TestCase("127.0.0.1:5000/alpha:1", ExpectedResult = "127.0.0.1:5000/alpha:1")]
    [TestCase("registry.example.net/team/alpha:1", ExpectedResult = "registry.example.net/team/alpha:1")]
    public string A_short_reference_is_spelled_out(string reference) => FullReference.Of(reference);

    [TestCase("a/b", ExpectedResult = "a/b")]
    [TestCase("./a//b/.", ExpectedResult = "a/b")]
    [TestCase("a/../b", ExpectedResult = "b")]
    [TestCase("/a", ExpectedResult = null)]
    [TestCase("..", ExpectedResult = null)]
    public string? A_name_stays_in_the_archive(string name) => MemberName.Normalise(name);

    [TestCase("a/layer.tar", "../b/layer.tar", ExpectedResult = "b/layer.tar")]
    [TestCase("a/layer.tar", "other.tar", ExpectedResult = "a/other.tar")]
    [TestCase("layer.tar", "../b", ExpectedResult = null)]
    [TestCase("a/layer.tar", "/b", ExpectedResult = null)]
    public string? A_link_leads_on_from_its_folder(string link, string target) => MemberName.OfLink(link, target);
}
