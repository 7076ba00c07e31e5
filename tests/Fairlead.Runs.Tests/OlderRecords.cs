using Fairlead.Backends;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Runs.Tests;

/// <summary>Runs that an earlier version recorded are found again: where they were sent, and what was sent.</summary>
public sealed class OlderRecords
{
    private TemporaryDirectory directory = null!;

    [SetUp]
    public void Open() => directory = new TemporaryDirectory();

    [TearDown]
    public void Close() => directory.Dispose();

    [TestCase("local", "", "")]
    [TestCase("docker", """ "engine":{"client":"docker","host":"unix:///run/docker.sock"}, """, """ "docker":{"client":"docker","image":"image:1","image_key":null,"network":"host","user":null,"gpus":{"vendor":"nvidia","devices":[0],"runtime":null},"host_paths":[],"options":[]}, """)]
    [TestCase("slurm", """ "site":{"directory":"/jobs","host":"login","port":22,"user":"me","accept_new_host_key":false}, """, """ "slurm":{"host":"me@login:22","directory":"/jobs","image":null,"dependency":null,"commits":[],"publishes":null}, """)]
    [TestCase("lepton", """ "lepton":{"workspace":"https://lepton.test/api/v2/workspaces/lab/","token":"env:T","home":"/vol/jobs","storage":"lab/jobs"}, """, Cloud)]
    [TestCase("dgxcloud", """ "dgx_cloud":{"api":"https://runai.test/api/v1/","client_id":"me","client_secret":"env:S","project":"lab","home":"/vol/jobs"}, """, Cloud)]
    public void Of_every_executor_read_as_they_were(string executor, string site, string part)
    {
        directory.Write("job-1/run.json", $$$"""{"schema":1,"id":"job-1","name":"job-1","attempt":1,"recipe":"nano3/sft","config":"tiny","profile":"p","executor":"{{{executor}}}",{{{site}}}"created":"2026-11-01T10:00:00+00:00","final":{"state":"failed","backend_word":"exited 3","reason":"rank 1 exited with code 3","exit_code":3,"member":1}}""");
        directory.Write("job-1/request.json", $$$"""{"schema":1,"recipe":"nano3/sft","config":"tiny","executor":"{{{executor}}}","nodes":1,"processes_per_node":1,"gpus_per_node":null,"source":{"digest":"{{{new string('a', 64)}}}","mount":"recipes","script":"recipes/x.py"},"artifacts":{},"file_inputs":{},"secrets":{},{{{part}}}"files":{"launch.sh":"true"}}""");
        var backends = KnownBackends.All(TimeProvider.System);

        var run = new RunLedger(directory.Path, backends, TimeProvider.System).Get("job-1");
        Assert.That((run.Executor, run.Final?.State, run.Final?.Member), Is.EqualTo((executor, RunState.Failed, 1)));
        Assert.That(run.Site is null, Is.EqualTo(backends.Of(executor).SiteFormat is null));
        Assert.That((run.Request.Nodes, run.Request.Part is null), Is.EqualTo((1, backends.Of(executor).PartFormat is null)));
        Assert.That(JobRequestJson.Read(JobRequestJson.Write(run.Request), "request.json", backends).Key, Is.EqualTo(run.Request.Key));
    }

    private const string Cloud = """ "cloud":{"address":"a","home":"/vol/jobs","workload":"training","spec":{"image":"i"},"transport":{"mode":"Auto","chunk_characters":1,"value_characters":2,"total_characters":3,"argument_characters":null,"wait_seconds":600,"keep_days":14},"plain_secrets":false,"commits":[],"publishes":null,"ray":{"existing_cluster":null,"at_end":"Suspend","checkout_spec":null}}, """;
}
