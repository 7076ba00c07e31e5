using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class SecretTests
{
    private const string Canary = "c4n4ry-v4lue";

    [Test]
    public void A_secret_from_a_variable_is_kept_as_a_reference_everywhere()
    {
        using var tree = Tree("""
            client_secret = "${oc.env:RUNAI_SECRET}"
            [runai.env_vars]
            HF_TOKEN = "${oc.env:MY_TOKEN}"
            WANDB_API_KEY = "${oc.env:UNSET,${oc.env:MY_TOKEN}}"
            AGAIN = "${client_secret}"
            FILE_KEY = "file:/run/secrets/key"
            """);

        var job = tree.Resolve(profile: "runai").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.ExecutorSettings.Find("client_secret"), Is.InstanceOf<SecretSetting>());
            Assert.That(job.Secrets["HF_TOKEN"], Is.EqualTo(new SecretReference("env", "MY_TOKEN")));
            Assert.That(job.Secrets["WANDB_API_KEY"], Is.EqualTo(new SecretReference("env", "MY_TOKEN")));
            Assert.That(job.Secrets["AGAIN"], Is.EqualTo(new SecretReference("env", "RUNAI_SECRET")));
            Assert.That(job.Secrets["FILE_KEY"], Is.EqualTo(new SecretReference("file", "/run/secrets/key")));
            Assert.That(job.Environment.Keys, Has.No.Member("HF_TOKEN"));
        });
    }

    [Test]
    public void No_view_of_a_job_shows_a_secret()
    {
        using var tree = Tree("client_secret = \"${oc.env:RUNAI_SECRET}\"\n[runai.env_vars]\nHF_TOKEN = \"${oc.env:MY_TOKEN}\"\n");
        var job = tree.Resolve(profile: "runai").Job;
        using var text = new StringWriter();

        JobView.WriteText(job, text);
        var all = text + JobView.ToJson(job).ToJsonString() + job;

        Assert.Multiple(() =>
        {
            Assert.That(all, Does.Not.Contain(Canary));
            Assert.That(text.ToString(), Does.Contain("HF_TOKEN = env:MY_TOKEN").And.Contain("client_secret = \"env:RUNAI_SECRET\""));
        });
    }

    [TestCase("client_secret = \"c4n4ry-v4lue\"", "key 'client_secret': expected a reference, found the secret itself")]
    [TestCase("client_secret = \"12345\"", "key 'client_secret': expected a reference")]
    [TestCase("client_secret = \"${oc.env:UNSET,c4n4ry-v4lue}\"", "key 'client_secret': the variable is not set, and its default is text: a secret has no default")]
    [TestCase("env_vars = { DATABASE_URL = \"postgres://me:c4n4ry-v4lue@db/x\" }", "key 'env_vars.DATABASE_URL': expected a reference")]
    [TestCase("startup_commands = [\"${oc.env:PLACE}\"]", "the variable PLACE is secret, and this key is not kept secret")]
    [TestCase("startup_commands = [\"pip install ${oc.env:PLACE}\"]", "the variable PLACE is secret and cannot be part of a longer text")]
    [TestCase("client_secret = \"x-${oc.env:RUNAI_SECRET}\"", "the variable RUNAI_SECRET is secret and cannot be part of a longer text")]
    [TestCase("startup_commands = [\"login ${oc.env:MY_TOKEN}\"]", "the variable MY_TOKEN is secret and cannot be part of a longer text")]
    [TestCase("startup_commands = [\"${oc.env:MY_TOKEN}\"]", "the variable MY_TOKEN is secret, and this key is not kept secret")]
    [TestCase("run_command = \"run ${client_secret}\"\nclient_secret = \"${oc.env:RUNAI_SECRET}\"", "the secret env:RUNAI_SECRET cannot be part of a longer text")]
    [TestCase("env_vars = { HF_TOKEN = \"c4n4ry-v4lue\" }", "key 'env_vars.HF_TOKEN': expected a reference")]
    public void A_secret_that_would_be_written_down_is_refused_without_showing_it(string profile, string message)
    {
        using var tree = Tree(profile);

        Assert.That(tree.Fault(profile: "runai"), Does.Contain(message).And.Not.Contain(Canary));
    }

    [TestCase("env.env_vars.HF_TOKEN=c4n4ry-v4lue")]
    [TestCase("env.env_vars={HF_TOKEN: c4n4ry-v4lue}")]
    public void A_secret_on_the_command_line_is_refused(string set)
    {
        using var tree = new RecipeTree();

        Assert.That(tree.Fault(sets: set), Does.StartWith("--set, key 'env_vars.HF_TOKEN': expected a reference").And.Not.Contain(Canary));
    }

    [TestCase("TOKENIZERS_PARALLELISM = \"not-a-number\"", "TOKENIZERS_PARALLELISM")]
    [TestCase("NCCL_IB_PKEY = \"0x7fff\"", "NCCL_IB_PKEY")]
    [TestCase("GOOGLE_APPLICATION_CREDENTIALS = \"/run/key.json\"", "GOOGLE_APPLICATION_CREDENTIALS")]
    [TestCase("MAX_TOKENS = \"128\"", "MAX_TOKENS")]
    [TestCase("CACHE_KEYS = \"true\"", "CACHE_KEYS")]
    public void A_value_that_cannot_be_a_secret_stays_plain(string line, string name)
    {
        using var tree = new RecipeTree();
        tree.Env($"[local]\nexecutor = 'local'\n[local.env_vars]\n{line}\n");

        Assert.That(tree.Resolve().Job.Environment.Keys, Does.Contain(name));
    }

    [Test]
    public void A_secret_cannot_reach_the_config()
    {
        using var tree = Tree("client_secret = \"${oc.env:RUNAI_SECRET}\"");
        tree.Config("tiny", "a: '${run.env.client_secret}'");
        tree.Config("part", "a: 'x${run.env.client_secret}'");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Fault(profile: "runai"), Does.Contain("tiny.yaml:1: ").And.Contain("would write the secret env:RUNAI_SECRET into the config"));
            Assert.That(tree.Fault(profile: "runai", config: "part"), Does.Contain("would write the secret"));
        });
    }

    private static RecipeTree Tree(string profile)
    {
        var tree = new RecipeTree();
        tree.Variables["RUNAI_SECRET"] = Canary;
        tree.Variables["MY_TOKEN"] = Canary;
        tree.Variables["PLACE"] = $"https://{Canary}@pypi.test/simple";
        var secret = profile.Contains("client_secret =", StringComparison.Ordinal) ? "" : "client_secret = \"env:X\"\n";
        tree.Env($$"""
            [runai]
            executor = "dgxcloud"
            base_url = "https://runai.test/api/v1"
            kube_apiserver_url = "https://k8s.runai.test"
            client_id = "app"
            project_name = "lab7"
            pvc_nemo_run_dir = "/vol/jobs"
            pvcs = [{ claimName = "c", path = "/vol" }]
            {{secret}}{{profile}}
            """);
        return tree;
    }
}
