namespace Fairlead.Recipes.Tests.Profiles;

public sealed class SelectionTests
{
    [Test]
    public void An_executor_means_the_profile_of_its_name()
    {
        using var tree = new RecipeTree();
        tree.Env("[slurm]\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\n[other]\nexecutor = 'slurm'\n");

        Assert.That(tree.Resolve(executor: "slurm").Job.Profile, Is.EqualTo("slurm"));
    }

    [Test]
    public void An_executor_means_the_only_profile_that_has_it_even_by_inheritance()
    {
        using var tree = new RecipeTree();
        tree.Env("[cloud_base]\nworkspace = '/vol'\n[hpc]\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\n[mine]\nexecutor = 'local'\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve(executor: "slurm").Job.Profile, Is.EqualTo("hpc"));
            Assert.That(tree.Resolve().Job.Profile, Is.EqualTo("mine"), "no executor means local");
        });
    }

    [Test]
    public void Docker_is_built_in()
    {
        using var tree = new RecipeTree();

        var job = tree.Resolve(executor: "docker").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.Executor, Is.EqualTo("docker"));
            Assert.That(job.ContainerImage, Is.EqualTo("registry.test/nemo:1"));
            Assert.That(job.GpusPerNode, Is.Zero, "nothing says that this machine has any");
        });
    }

    [Test]
    public void Two_fitting_profiles_are_listed()
    {
        using var tree = new RecipeTree();
        tree.Env("[a]\nexecutor = 'slurm'\n[b]\nexecutor = 'slurm'\n");

        Assert.That(tree.Fault(executor: "slurm"), Does.Contain("2 profiles with executor slurm: a, b").And.Contain("--profile"));
    }

    [Test]
    public void Without_a_fitting_profile_the_error_names_the_keys_to_set()
    {
        using var tree = new RecipeTree();
        tree.Env("");

        Assert.That(
            tree.Fault(executor: "dgxcloud"),
            Does.Contain("has no profile with executor dgxcloud").And.Contain("base_url, client_id, client_secret, project_name, pvc_nemo_run_dir").And.Contain("--target=InitProfile"));
    }

    [Test]
    public void A_missing_file_matters_only_once_a_profile_is_asked_for()
    {
        using var tree = new RecipeTree();

        Assert.Multiple(() =>
        {
            Assert.That(tree.Fault(profile: "hpc"), Does.Contain("no env.toml was found"));
            Assert.That(tree.Fault(executor: "slurm"), Does.Contain("no env.toml was found"));
            Assert.That(tree.Resolve().Job.Profile, Is.EqualTo("local"));
        });
    }

    [Test]
    public void A_misspelt_profile_is_answered_with_the_nearest()
    {
        using var tree = new RecipeTree();
        tree.Env("[cluster]\nexecutor = 'slurm'\n");

        Assert.That(tree.Fault(profile: "clutser"), Does.Contain("no profile 'clutser'. Did you mean 'cluster'?").And.Contain("cluster, local, docker"));
    }

    [TestCase("slrum", "unknown executor 'slrum'. Did you mean 'slurm'?")]
    public void An_unknown_executor_is_refused(string executor, string message)
    {
        using var tree = new RecipeTree();

        Assert.That(tree.Fault(executor: executor), Does.Contain(message).And.Contain("local, docker, slurm, lepton, dgxcloud"));
    }

    [TestCase("wandb", "'wandb' is a reserved table")]
    [TestCase("base", "profile base has no 'executor'")]
    public void A_profile_that_is_none_is_refused(string profile, string message)
    {
        using var tree = new RecipeTree();
        tree.Env("[wandb]\nproject = 'x'\n[base]\nworkspace = '/x'\n");

        Assert.That(tree.Fault(profile: profile), Does.Contain(message));
    }

    [Test]
    public void Executor_and_profile_must_not_contradict_each_other()
    {
        using var tree = new RecipeTree();
        tree.Env("[hpc]\nexecutor = 'slurm'\n");

        Assert.That(tree.Fault(executor: "docker", profile: "hpc"), Does.Contain("profile hpc has executor 'slurm', but --executor=docker was given"));
    }
}
