using Fairlead.Backends.Tests.Rendering;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>What users may set, and what stays the launcher's whatever they set.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class VariablesOfTheUsers(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task A_path_may_extend_what_is_there_and_the_code_comes_first_all_the_same()
    {
        var log = await PrintedAsync("echo \"$PATH\"; echo \"$PYTHONPATH\"; ls / >/dev/null", ("PATH", "/opt/lab/bin:$PATH:${PATH}"), ("PYTHONPATH", "/opt/nemo"));
        var path = log[0].Split(':');
        var there = path[1..(path.Length / 2 + 1)];
        Assert.That(path[0], Is.EqualTo("/opt/lab/bin"));
        Assert.That(there, Does.Contain("/usr/bin").And.EqualTo(path[(path.Length / 2 + 1)..]));
        Assert.That(log[1], Does.EndWith("/code/recipes:/opt/nemo"));
    }

    [Test]
    public async Task A_path_without_any_program_is_the_ranks_affair_alone()
    {
        var log = await PrintedAsync("echo \"$PATH\"", ("PATH", "/opt/none"), ("LAUNCH", "$PATH"));
        Assert.That(log, Is.EqualTo(new[] { "/opt/none" }));
    }

    [Test]
    public async Task The_place_of_a_rank_is_the_launchers_to_tell()
    {
        var log = await PrintedAsync("echo $RANK $LOCAL_RANK $NODE_RANK $WORLD_SIZE $LOCAL_WORLD_SIZE; echo \"$MASTER_ADDR $MASTER_PORT\"",
            ("RANK", "7"), ("LOCAL_RANK", "7"), ("NODE_RANK", "7"), ("WORLD_SIZE", "7"), ("LOCAL_WORLD_SIZE", "7"), ("MASTER_ADDR", "elsewhere"), ("MASTER_PORT", "7"));
        Assert.That(log[0], Is.EqualTo("0 0 0 1 1"));
        Assert.That(log[1], Does.Not.Contain("elsewhere").And.Not.EndsWith(" 7"));
    }

    [Test]
    public async Task Names_as_our_scripts_use_them_arrive_and_change_nothing()
    {
        var log = await PrintedAsync("env", [.. ScriptVariables.Own.Select(name => (name, "yours"))]);
        Assert.That(log, Is.SupersetOf(ScriptVariables.Own.Select(name => $"{name}=yours")));
    }

    [Test]
    public async Task Nor_do_they_change_how_a_failure_is_told()
    {
        var job = workshop.Job("exit 7", change: job => job with { Environment = job.Environment.SetItems(ScriptVariables.Own.Select(name => KeyValuePair.Create(name, "yours"))) });
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Failed, "rank 0 exited with code 7")));
    }

    private async Task<List<string>> PrintedAsync(string script, params (string Name, string Value)[] variables)
    {
        var job = workshop.Job(script, change: job => job with
        {
            RunCommand = "exec /bin/sh {script} {config}",
            Environment = job.Environment.SetItems(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))),
        });
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        return [.. log.Select(line => line.Text)];
    }
}
