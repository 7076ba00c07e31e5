using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>Every form that a file of known hosts knows, and both clients read it the same.</summary>
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class KnowingHosts(Way way)
{
    private static readonly RemoteScript Echo = Commands.Script("echo here");
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [TestCase("[127.0.0.1]:{0} {1}", true)]
    [TestCase("127.0.0.1 {1}", true, Description = "the bare name stands for every port")]
    [TestCase("other,[127.0.0.*]:{0} {1}", true)]
    [TestCase("[127.0.0.?]:* {1}", true)]
    [TestCase("*,![127.0.0.1]:{0},!127.0.0.1 {1}", false)]
    [TestCase("other {1}", false)]
    [TestCase("# a comment\n\nbad line\n@unknown * {1}\n[127.0.0.1]:{0} {1} a comment", true)]
    [TestCase("[127.0.0.1]:{0} {2}\n[127.0.0.1]:{0} {1}", true, Description = "one of several keys")]
    [TestCase("127.0.0.1 {2}", false, Description = "another key of the bare name says nothing")]
    [TestCase("[127.0.0.1]:{0} {1}\n@revoked * {1}", false)]
    public async Task A_host_is_known_by_its_lines(string lines, bool isKnown)
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", Fill(lines, server) + "\n");
        await AssertKnownAsync(server, known, isKnown);
    }

    [TestCase("[127.0.0.1]:{0} {1}", true)]
    [TestCase("127.0.0.1 {1}", true)]
    [TestCase("[127.0.0.2]:{0} {1}", false)]
    public async Task A_host_is_known_by_a_name_that_is_hashed(string line, bool isKnown)
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", Fill(line, server) + "\n");
        Assert.That((await ChildProcess.RunAsync("ssh-keygen", ["-H", "-f", known])).Succeeded);
        Assert.That(File.ReadAllText(known), Does.StartWith("|1|"));
        await AssertKnownAsync(server, known, isKnown);
    }

    [TestCase("rsa")]
    [TestCase("ecdsa")]
    [TestCase("ed25519")]
    public async Task The_kind_of_key_that_is_known_is_the_one_that_is_asked_for(string kind)
    {
        string[] kinds = ["ecdsa", "rsa"];
        foreach (var other in kinds)
            await SshServer.MakeKeyAsync(directory.File(other), other);
        using var server = await SshServer.StartAsync(settings: [.. kinds.Select(other => $"HostKey {directory.File(other)}")]);
        var key = kind == "ed25519" ? server.HostKey : directory.File(kind);
        var known = directory.Write("known_hosts", $"[127.0.0.1]:{server.Port} {File.ReadAllText($"{key}.pub")}");
        await AssertKnownAsync(server, known, isKnown: true);
    }

    [Test]
    public async Task A_new_host_is_written_below_what_is_there_for_its_owner_alone()
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", way == Way.Builtin ? "other ssh-ed25519 AAAA" : "other ssh-ed25519 AAAA\n");
        await new SshHost(SharedSshServer.Site(server, way) with { KnownHosts = known, AcceptNewHostKey = true }).RunAsync(Echo);
        var lines = File.ReadAllLines(known);
        Assert.That(lines[0], Is.EqualTo("other ssh-ed25519 AAAA"));
        Assert.That(lines, Has.Length.EqualTo(2));
    }

    [TestCase("127.0.0.1", "-1d:+1d", true)]
    [TestCase("other,127.0.0.1", "-1d:+1d", true)]
    [TestCase("127.0.0.*", "-1d:+1d", false)]
    [TestCase("other", "-1d:+1d", false)]
    [TestCase("127.0.0.1", "-2d:-1d", false)]
    [TestCase("127.0.0.1", "+1d:+2d", false)]
    public async Task A_host_is_known_by_a_certificate_of_an_authority(string principals, string dates, bool isKnown)
    {
        using var server = await CertifiedAsync(principals, dates);
        var known = directory.Write("known_hosts", $"@cert-authority *.example.com,[127.0.0.1]:* {File.ReadAllText(directory.File("ca.pub"))}");
        await AssertKnownAsync(server, known, isKnown);
    }

    [Test]
    public async Task An_authority_of_other_hosts_and_one_that_is_revoked_prove_nothing()
    {
        using var server = await CertifiedAsync("127.0.0.1", "-1d:+1d");
        var authority = File.ReadAllText(directory.File("ca.pub"));
        await AssertKnownAsync(server, directory.Write("others", $"@cert-authority *.example.com {authority}"), isKnown: false);
        await AssertKnownAsync(server, directory.Write("revoked", $"@cert-authority * {authority}@revoked * {authority}"), isKnown: false);
    }

    [Test]
    public async Task A_certificate_that_is_out_of_date_or_for_another_says_so()
    {
        foreach (var (principals, dates, words) in new[] { ("127.0.0.1", "-2d:-1d", "was valid until"), ("127.0.0.1", "+1d:+2d", "is valid from"), ("other", "-1d:+1d", "is for other") })
        {
            using var server = await CertifiedAsync(principals, dates);
            var known = directory.Write("known_hosts", $"@cert-authority * {File.ReadAllText(directory.File("ca.pub"))}");
            var error = await Assert.ThrowsAsync<FairleadException>(() => new SshHost(SharedSshServer.Site(server, way) with { KnownHosts = known }).RunAsync(Echo));

            // ssh says it in words of its own.
            Assert.That(error!.Message, way == Way.Builtin ? Does.Contain("host certificate").And.Contain(words) : Does.Contain("host key").IgnoreCase);
        }
    }

    private async Task<SshServer> CertifiedAsync(string principals, string dates)
    {
        foreach (var old in Directory.GetFiles(directory.Path, "*key*").Concat(Directory.GetFiles(directory.Path, "ca*")))
            File.Delete(old);
        await SshServer.MakeKeyAsync(directory.File("ca"));
        await SshServer.MakeKeyAsync(directory.File("key"));
        var signed = await ChildProcess.RunAsync("ssh-keygen", ["-q", "-s", directory.File("ca"), "-I", "test", "-h", "-n", principals, "-V", dates, directory.File("key.pub")]);
        Assert.That(signed.Succeeded, signed.Error);
        return await SshServer.StartAsync(settings: [$"HostKey {directory.File("key")}", $"HostCertificate {directory.File("key-cert.pub")}"]);
    }

    private static string Fill(string lines, SshServer server) => lines
        .Replace("{0}", $"{server.Port}", StringComparison.Ordinal)
        .Replace("{1}", File.ReadAllText($"{server.HostKey}.pub").Trim(), StringComparison.Ordinal)
        .Replace("{2}", File.ReadAllText($"{server.Identity}.pub").Trim(), StringComparison.Ordinal);

    private async Task AssertKnownAsync(SshServer server, string known, bool isKnown)
    {
        var host = new SshHost(SharedSshServer.Site(server, way) with { KnownHosts = known });
        if (isKnown)
            Assert.That((await host.RunAsync(Echo)).Text, Is.EqualTo("here\n"));
        else
            Assert.That((await Assert.ThrowsAsync<FairleadException>(() => host.RunAsync(Echo)))!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
    }
}
