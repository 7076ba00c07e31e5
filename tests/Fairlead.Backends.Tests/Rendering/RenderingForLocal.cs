using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RenderingForLocal
{
    private const string Hostile = "a b'c\"d$HOME`id`;\n*";

    private static readonly ImmutableArray<(string Name, ResolvedJob Job)> Variants =
    [
        ("direct", Jobs.Plain with { Nodes = 2 }),
        ("torchrun", Jobs.Plain with { Nodes = 2, Launch = LaunchKind.Torchrun, LauncherArguments = ["--redirects", "1", "--tee", "1"] }),
        ("everything", Jobs.Plain with
        {
            RunCommand = "exec nice {script} --config {config}",
            StartupCommands = ["umask 027", "echo \"prepared $RANK\""],
            Environment = Jobs.Plain.Environment.Add("HOSTILE", Hostile).Add("LR", "1e-4"),
            ScriptArguments = ["--note", Hostile],
        }),
    ];

    private static IEnumerable<string> Cases() => Variants.Select(variant => variant.Name);

    // SC2016 warns of dollar signs in single quotes: they are what quoting is for.
    [TestCaseSource(nameof(Cases))]
    public async Task The_script_is_clean_for_shellcheck(string variant)
    {
        Service.Require("shellcheck");
        var result = await ChildProcess.RunAsync("shellcheck", ["--shell=sh", "--exclude=SC2016", "-"], input: ScriptOf(variant));
        Assert.That(result.Succeeded, Is.True, result.Output);
    }

    [TestCaseSource(nameof(Cases))]
    public void The_script_is_as_approved(string variant) =>
        Approved.Matches($"local.{variant}", ScriptOf(variant));

    [Test]
    public void Torchrun_starts_once_per_node_with_the_ranks_as_its_own_number()
    {
        var script = Jobs.Script(Jobs.Plain with { Nodes = 3, ProcessesPerNode = 8, Launch = LaunchKind.Torchrun });
        Assert.That(script, Does.Contain("members=3\n").And.Contain("--nnodes 3 --nproc_per_node 8 --node_rank \"$NODE_RANK\""));
        Assert.That(script, Does.Not.Contain("LOCAL_RANK"));
    }

    [Test]
    public void A_Ray_job_of_one_node_runs_inline()
    {
        Assert.That(Jobs.Script(Jobs.Plain with { Launch = LaunchKind.Ray }), Does.Contain("members=1\n"));
    }

    [Test]
    public void A_Ray_job_of_more_nodes_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<FairleadException>(() => Jobs.Render(Jobs.Plain with { Launch = LaunchKind.Ray, Nodes = 2 }));
        Assert.That(error!.Message, Does.Contain("2 nodes").And.Contain("--set=env.nodes=1"));
    }

    [TestCase("1BAD")]
    [TestCase("A B")]
    [TestCase("X;rm")]
    [TestCase("GOOD\n")]
    [TestCase("FAIRLEAD_RUN_DIR")]
    public void A_variable_that_no_shell_can_export_or_that_is_ours_is_refused(string name)
    {
        var error = Assert.Throws<FairleadException>(() => Jobs.Render(Jobs.Plain with { Environment = Jobs.Plain.Environment.Add(name, "x") }));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void A_file_of_the_users_is_found_beside_the_code()
    {
        var request = Known.Render(new RenderInputs(
            Jobs.Plain,
            Jobs.Source,
            ImmutableSortedDictionary<string, PinnedArtifact>.Empty,
            ImmutableSortedDictionary<string, Digest>.Empty.Add("data.path", Digest.Of("rows"))));
        Assert.That(request.Files["config.json"], Does.Contain("\"path\": \"../inputs/data.path\""));
    }

    private static string ScriptOf(string variant) => Jobs.Script(Variants.Single(pair => pair.Name == variant).Job);
}
