using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Sixth;

/// <summary>What one folder and one line of the map bring, beside the contract that the backend keeps like any other.</summary>
public sealed class AddingABackend
{
    private TemporaryDirectory directory = null!;

    [SetUp]
    public void Open()
    {
        directory = new TemporaryDirectory();
        directory.Write("recipes/nano3/sft/train.py", "print('train')\n");
        directory.Write("recipes/nano3/sft/config/tiny.yaml", "train: {steps: 1}\n");
        directory.Write("recipes/nano3/sft/recipe.toml", "schema = '1'\nname = 'nano3/sft'\nscript = 'train.py'\n[config]\ndefault = 'tiny'\n");
    }

    [TearDown]
    public void Close() => directory.Dispose();

    [Test]
    public void Profiles_may_choose_it_and_its_keys_have_their_defaults_and_types()
    {
        Assert.That(Resolve("[lab]\nexecutor = 'nice'\n").ExecutorSettings["niceness"], Is.InstanceOf<ScalarSetting>().With.Property("Value").EqualTo(10L));
        Assert.That(() => Resolve("[lab]\nexecutor = 'nice'\nniceness = 'very'\n"), Throws.InstanceOf<FairleadException>().With.Message.Contains("'niceness'").And.Message.Contains("an integer"));
        Assert.That(() => Resolve("[lab]\nexecutor = 'nice'\nniecness = 1\n"), Throws.InstanceOf<FairleadException>().With.Message.Contains("niceness"));
        Assert.That(() => Resolve("[lab]\nexecutor = 'nice'\npartition = 'main'\n"), Throws.InstanceOf<FairleadException>().With.Message.Contains("is for slurm, not for executor nice"));
    }

    [Test]
    public void InitProfile_writes_a_profile_of_it() =>
        Assert.That(ProfileScaffold.Render("lab", Known.Backends.Of("nice").Spec), Does.Contain("executor = \"nice\"").And.Contain("# niceness = 10"));

    [Test]
    public async Task Its_part_of_a_request_is_rendered_recorded_and_read_back()
    {
        await using var workshop = new NiceWorkshop();
        var (request, payload) = workshop.Job("nice >\"$FAIRLEAD_OUTPUT_DIR/niceness\"");
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync((request, payload))).Run);
        var run = new RunLedger(workshop.Ledger.Root, Known.Backends, TimeProvider.System).Get(null);
        Assert.That(status.ExitCode, Is.Zero);
        Assert.That(run.Request.PartAs<NicePart>().Niceness, Is.EqualTo(10));
        Assert.That(run.Request.Key, Is.EqualTo(request.Key));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run.OutputDirectory, "niceness")), Is.EqualTo("10\n"));
    }

    private ResolvedJob Resolve(string profiles)
    {
        var recipe = RecipeCatalogue.Load(directory.File("recipes")).Find("nano3/sft");
        return JobResolver.Resolve(new ResolveRequest
        {
            Recipe = recipe,
            Config = ConfigLoader.Load(recipe, null, directory.Path),
            Executors = Known.Backends.Executors,
            EnvFile = EnvFile.Read(directory.Write("env.toml", profiles)),
            Environment = _ => null,
            WorkingDirectory = directory.Path,
            Profile = "lab",
        }).Job;
    }
}
