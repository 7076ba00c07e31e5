using System.Net;
using Fairlead.Emulators.Http;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonLogTests
{
    [Test]
    public async Task A_log_comes_as_it_is_written_and_ends_with_its_replica()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var go = Path.Combine(workshop.Volume, "go");
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", $"echo first; until [ -e '{go}' ]; do sleep 0.1; done; echo last >&2"));
        await workshop.ReachesAsync("a-job", "Running");

        await using var stream = await workshop.Client.GetStreamAsync(new Uri($"jobs/a-job/replicas/{(await workshop.ReplicasAsync("a-job"))[0]}/log", UriKind.Relative));
        using var lines = new StreamReader(stream);

        Assert.That(await lines.ReadLineAsync(), Is.EqualTo("first"));
        await File.WriteAllTextAsync(go, "");
        Assert.That(await lines.ReadLineAsync(), Is.EqualTo("last"));
        Assert.That(await lines.ReadLineAsync(), Is.Null);
    }

    [Test]
    public async Task A_fault_cuts_a_log_in_the_middle()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "echo 0123456789"));
        await workshop.ReachesAsync("a-job", "Completed");
        workshop.Cloud.Faults.Add(new Fault("GET", "*/log", new FaultKind.CutAfter(4)));

        Assert.That(async () => await workshop.LogAsync("a-job"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await workshop.LogAsync("a-job"), Is.EqualTo("0123456789\n"));
    }

    [Test]
    public async Task A_replica_that_is_not_the_jobs_own_is_not_found()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));

        using var answer = await workshop.Client.GetAsync(new Uri("jobs/a-job/replicas/other-0-abcde/log", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
