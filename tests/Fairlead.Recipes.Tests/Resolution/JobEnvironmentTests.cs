using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class JobEnvironmentTests
{
    private const string Wandb = "[wandb]\nproject = 'pilot'\nentity = 'lab'\ngroup = 'g'\ntags = ['a', 'b']\n";

    [Test]
    public void Tracking_sets_its_variables_and_names_the_run_after_the_recipe()
    {
        using var tree = Tree(Wandb);

        Assert.That(tree.Resolve(profile: "hpc").Job.Environment.Select(item => $"{item.Key}={item.Value}"), Is.EqualTo(new[]
        {
            "HF_HOME=/shared/jobs/hf", "NEMO_RUN_DIR=/shared/jobs/",
            "WANDB_ENABLED=true", "WANDB_ENTITY=lab", "WANDB_GROUP=g", "WANDB_JOB_TYPE=nano3/sft", "WANDB_NAME=nano3/sft", "WANDB_PROJECT=pilot", "WANDB_TAGS=a,b",
        }));
    }

    [Test]
    public void A_setting_and_the_profile_have_the_last_word_on_tracking()
    {
        using var tree = Tree($"{Wandb}run_name = 'own'\n", "[hpc.env_vars]\nWANDB_GROUP = 'profile'\n");

        var environment = tree.Resolve(profile: "hpc", sets: "run.wandb.project=other").Job.Environment;

        Assert.Multiple(() =>
        {
            Assert.That(environment["WANDB_NAME"], Is.EqualTo("own"));
            Assert.That(environment["WANDB_GROUP"], Is.EqualTo("profile"));
            Assert.That(environment["WANDB_PROJECT"], Is.EqualTo("other"));
        });
    }

    [Test]
    public void Without_the_table_nothing_is_tracked_whatever_the_recipe_says()
    {
        using var tree = Tree("");
        tree.Config("tiny", "run: {wandb: {project: own}}\nlogger: '${run.wandb.project}'");
        tree.Variables["WANDB_API_KEY"] = "x";

        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.Environment.Keys, Has.None.StartsWith("WANDB_"));
            Assert.That(job.Secrets, Is.Empty);
            Assert.That(job.Config.Find("logger")!.ToString(), Does.Contain("own"));
        });
    }

    [Test]
    public void Logins_are_forwarded_as_references_when_they_are_set_but_never_to_a_local_job()
    {
        using var tree = Tree(Wandb);
        tree.Variables["WANDB_API_KEY"] = "x";
        tree.Variables["HF_TOKEN"] = "x";

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve(profile: "hpc").Job.Secrets.Select(item => $"{item.Key}={item.Value}"), Is.EqualTo(new[] { "HF_TOKEN=env:HF_TOKEN", "WANDB_API_KEY=env:WANDB_API_KEY" }));
            Assert.That(tree.Resolve(profile: "local").Job.Secrets, Is.Empty);
        });
    }

    [Test]
    public void The_remote_directory_gives_the_job_its_home_and_its_model_cache()
    {
        using var tree = Tree("");

        Assert.Multiple(() =>
        {
            Assert.That(Variable("HF_HOME"), Is.EqualTo("/shared/jobs/hf"));
            Assert.That(Variable("NEMO_RUN_DIR"), Is.EqualTo("/shared/jobs/"));
            tree.Variables["HF_HOME"] = "/models";
            Assert.That(Variable("HF_HOME"), Is.EqualTo("/models"));
        });

        string Variable(string name) => tree.Resolve(profile: "hpc").Job.Environment[name];
    }

    [Test]
    public void Platform_secrets_are_references_by_name()
    {
        using var tree = new RecipeTree();
        tree.Env("[lep]\nexecutor = 'lepton'\nnemo_run_dir = '/vol'\nsecret_vars = { HF_TOKEN = 'my-hf' }\n");

        Assert.That(tree.Resolve(profile: "lep").Job.Secrets["HF_TOKEN"].ToString(), Is.EqualTo("secret:my-hf"));
    }

    private static RecipeTree Tree(string reserved, string profile = "")
    {
        var tree = new RecipeTree();
        tree.Env($"{reserved}[hpc]\nexecutor = 'slurm'\nremote_job_dir = '/shared/jobs/'\n{profile}");
        return tree;
    }
}
