using Fairlead.Pipeline.Arguments;

namespace Fairlead.Pipeline.Tests.Arguments;

public sealed class ArgumentParserTests
{
    private static readonly string[] Targets = ["Default", "RenderSft", "SubmitSft"];

    [Test]
    public void Nothing_asks_for_the_menu()
    {
        var options = Parse();

        Assert.That(options.Targets, Is.EqualTo(["Default"]));
        Assert.That(WithoutLists(options), Is.EqualTo(WithoutLists(new PipelineOptions())));
    }

    [Test]
    public void Every_option_is_read()
    {
        var options = Parse(
            "--target=SubmitSft", "--executor=dgxcloud", "--profile=night", "--recipe=nano3/sft", "--config=tiny", "--resubmit", "--run=r1", "--follow",
            "--tail=20", "--since=15m", "--rank=3", "--json", "--no-cache", "--cache-root=c", "--runs-root=r", "--recipes-root=s", "--allow-unknown-keys",
            "--image-manifest=m", "--tar=t", "--jobs=3", "--registry=host/team", "--registry-user=u", "--release=1.4.2", "--max-age=14d", "--max-bytes=5000",
            "--exclusive", "--dryrun", "--tree", "--description", "--verbosity=verbose", "--working=w", "--version", "--info", "--help");

        Assert.That(WithoutLists(options), Is.EqualTo(WithoutLists(new PipelineOptions
        {
            Executor = "dgxcloud",
            Profile = "night",
            Recipe = "nano3/sft",
            Config = "tiny",
            Resubmit = true,
            Run = "r1",
            Follow = true,
            Tail = 20,
            Since = TimeSpan.FromMinutes(15),
            Rank = 3,
            Json = true,
            NoCache = true,
            CacheRoot = "c",
            RunsRoot = "r",
            RecipesRoot = "s",
            AllowUnknownKeys = true,
            ImageManifest = "m",
            Tar = "t",
            Jobs = 3,
            Registry = "host/team",
            RegistryUser = "u",
            Release = "1.4.2",
            MaxAge = TimeSpan.FromDays(14),
            MaxBytes = 5000,
            Exclusive = true,
            DryRun = true,
            Tree = true,
            Description = true,
            Verbosity = Verbosity.Verbose,
            WorkingDirectory = "w",
            Version = true,
            Info = true,
            Help = true,
        })));
    }

    [Test]
    public void Both_spellings_mean_the_same() =>
        Assert.That(Parse("--executor", "slurm", "--set", "a.b=1", "-t", "rendersft").Sets, Is.EqualTo(Parse("--executor=slurm", "--set=a.b=1").Sets));

    [Test]
    public void Targets_are_found_whatever_their_case() =>
        Assert.That(Parse("-t", "rendersft", "--target=SUBMITSFT").Targets, Is.EqualTo(["RenderSft", "SubmitSft"]));

    [Test]
    public void Settings_keep_their_order_and_everything_after_the_first_equals_sign() =>
        Assert.That(
            Parse("--set=a=1", "--set=b==x=", "--set=a=").Sets,
            Is.EqualTo([new SettingArgument("a", "1"), new SettingArgument("b", "=x="), new SettingArgument("a", "")]));

    [Test]
    public void Everything_after_two_dashes_is_the_scripts() =>
        Assert.That(Parse("--json", "--", "--json", "x=1", "--", "--exeuctor").ScriptArguments, Is.EqualTo(["--json", "x=1", "--", "--exeuctor"]));

    [Test]
    public void Attaching_is_left_open_unless_said()
    {
        Assert.That(Parse().Attach, Is.Null);
        Assert.That(Parse("--attach").Attach, Is.True);
        Assert.That(Parse("--detach").Attach, Is.False);
    }

    [TestCase("90s", 90)]
    [TestCase("15m", 900)]
    [TestCase("2h", 7200)]
    [TestCase("1d", 86400)]
    [TestCase("999999d", 999999L * 86400)]
    public void Durations_have_a_unit(string text, long seconds) =>
        Assert.That(Parse($"--since={text}").Since, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void The_first_letter_of_a_verbosity_is_enough() => Assert.That(Parse("-v", "d").Verbosity, Is.EqualTo(Verbosity.Diagnostic));

    [Test]
    public void Paths_are_relative_to_where_the_command_was_given()
    {
        var options = Parse("--cache-root=c", "--runs-root=/r", "--recipes-root=../s", "--working=.").GivenIn("/home/me");

        Assert.That(
            (options.CacheRoot, options.RunsRoot, options.RecipesRoot, options.WorkingDirectory, options.InvocationDirectory),
            Is.EqualTo(("/home/me/c", "/r", "/home/s", "/home/me", "/home/me")));
    }

    /// <summary>Records compare lists by reference.</summary>
    private static PipelineOptions WithoutLists(PipelineOptions options) => options with { Targets = default, Given = default, Sets = default, Images = default, ScriptArguments = default };

    private static PipelineOptions Parse(params string[] words) => ArgumentParser.Parse(words, Targets);
}
