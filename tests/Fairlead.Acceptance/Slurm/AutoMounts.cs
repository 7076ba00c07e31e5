using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

public sealed class AutoMounts
{
    private readonly TemporaryDirectory repositories = new();

    [TearDown]
    public void CleanUp() => repositories.Dispose();

    [Test]
    public async Task Two_repositories_are_pinned_in_the_script_and_are_what_the_job_sees([Values("hpc", "openssh")] string profile)
    {
        await using var server = await GitServer.StartAsync(repositories.Path);
        var first = await server.CommitAsync("alpha", "main", "alpha at first");
        var second = await server.CommitAsync("beta", "stable", "beta at first");
        await using var place = await ClusterWorkplace.OpenAsync($$"""
            mounts = ["${auto_mount:git+{{server.AddressOf("alpha")}}@main,/opt/alpha}", "${auto_mount:git+{{server.AddressOf("beta")}}@stable,/opt/beta}"]
            """, contained: true);
        place.User.Write("recipes/nano3/sft/train.py", "print(open('/opt/alpha/content').read(), open('/opt/beta/content').read())\n");

        string[] job = [$"--profile={profile}", "--set=env.nprocs_per_node=1"];
        var request = JsonNode.Parse((await place.User.SucceedAsync(["--target=RenderSft", .. job])).Output)!;
        var rendered = string.Concat(request["files"]!.AsObject().Select(file => file.Value!.GetValue<string>()));
        Assert.That(rendered, Does.Contain(first).And.Contain(second).And.Contain(":/opt/alpha").And.Contain(":/opt/beta"));

        await place.User.SucceedAsync(["--target=SubmitSft", "--attach", .. job]);
        await server.CommitAsync("alpha", "main", "alpha later");
        var log = (await place.User.SucceedAsync("--target=Logs")).Output;
        Assert.That(log, Does.Contain("alpha at first beta at first").And.Contain(first).And.Contain(second));
    }

    [Test]
    public async Task A_commit_that_cannot_be_had_fails_before_nodes_are_asked_for([Values("hpc", "openssh")] string profile)
    {
        await using var server = await GitServer.StartAsync(repositories.Path);
        await server.CommitAsync("alpha", "main", "alpha");
        var missing = new string('0', 39) + "1";
        await using var place = await ClusterWorkplace.OpenAsync($$"""
            mounts = ["${auto_mount:git+{{server.AddressOf("alpha")}}@{{missing}},/opt/alpha}"]
            """, contained: true);
        var error = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft", $"--profile={profile}");
        Assert.That(error, Does.Contain(missing).And.Contain(server.AddressOf("alpha")));
        Assert.That(place.Cluster.Calls().Where(call => call.Contains(" sbatch ", StringComparison.Ordinal) && call.Contains(place.JobDirectory, StringComparison.Ordinal)), Is.Empty);
    }
}
