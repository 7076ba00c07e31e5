using Fairlead.Node.Topology;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Topology;

public sealed class ReadingTheSecret
{
    private static readonly string Digits = string.Concat(Enumerable.Repeat("0a1B", 16));

    [Test]
    public void Several_nodes_without_one_are_refused() =>
        Assert.That(Refusal(world: 2), Does.StartWith("expected a secret in FAIRLEAD_JOB_SECRET or FAIRLEAD_JOB_SECRET_FILE, since the job has 2 nodes, found none"));

    [Test]
    public void Unless_insecurity_is_named() =>
        Assert.That(Read(2, ("FAIRLEAD_INSECURE_RENDEZVOUS", "1")), Is.SameAs(JobSecret.None));

    [Test]
    public void A_single_node_needs_none() => Assert.That(Read(1), Is.SameAs(JobSecret.None));

    [TestCase(true)]
    [TestCase(false)]
    public void The_environment_and_a_private_file_are_the_same(bool endsTheLine)
    {
        using var folder = new TemporaryDirectory();
        var file = Write(folder, Digits + (endsTheLine ? "\n" : ""));
        var signatures = new[] { Read(2, ("FAIRLEAD_JOB_SECRET", Digits)), Read(2, ("FAIRLEAD_JOB_SECRET_FILE", file)) }.Select(secret => Convert.ToHexString(secret.Sign("x")));
        Assert.That(signatures.Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("0a1b")]
    [TestCase("zz1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b")]
    public void What_is_no_key_is_refused_and_not_shown(string digits)
    {
        var refusal = Refusal(2, ("FAIRLEAD_JOB_SECRET", digits));
        Assert.That(refusal, Does.StartWith($"FAIRLEAD_JOB_SECRET: expected 64 hexadecimal digits, found {digits.Length} characters"));
        Assert.That(digits.Length > 0 && refusal.Contains(digits, StringComparison.Ordinal), Is.False);
    }

    [Test]
    public void Both_at_once_are_refused() =>
        Assert.That(Refusal(2, ("FAIRLEAD_JOB_SECRET", Digits), ("FAIRLEAD_JOB_SECRET_FILE", "/x")), Does.Contain("found both"));

    [Test]
    public void A_file_that_others_may_open_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var file = Write(folder, Digits);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.That(Refusal(2, ("FAIRLEAD_JOB_SECRET_FILE", file)), Does.Contain("others may open it"));
    }

    [Test]
    public void A_link_and_a_folder_and_nothing_are_refused()
    {
        using var folder = new TemporaryDirectory();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link"), Write(folder, Digits));
        foreach (var path in new[] { Path.Combine(folder.Path, "link"), folder.Path, Path.Combine(folder.Path, "none") })
            Assert.That(Refusal(2, ("FAIRLEAD_JOB_SECRET_FILE", path)), Does.Contain("it is none, or a link"));
    }

    [Test]
    public void A_file_of_another_size_is_not_even_read()
    {
        using var folder = new TemporaryDirectory();
        Assert.That(Refusal(2, ("FAIRLEAD_JOB_SECRET_FILE", Write(folder, new string('a', 1000)))), Does.Contain("it has 1000 bytes"));
    }

    [Test]
    public void It_does_not_print() => Assert.That(Read(2, ("FAIRLEAD_JOB_SECRET", Digits)).ToString(), Is.EqualTo("***"));

    private static string Write(TemporaryDirectory folder, string text)
    {
        var file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static string Refusal(int world, params (string Name, string Value)[] variables) =>
        Assert.Throws<FairleadException>(() => Read(world, variables))!.Message;

    private static JobSecret Read(int world, params (string Name, string Value)[] variables) =>
        JobSecret.Read(variables.ToDictionary(variable => variable.Name, variable => variable.Value), new JobTopology(0, world, "127.0.0.1", new PortRange(20000, 16), "0", 0));
}
