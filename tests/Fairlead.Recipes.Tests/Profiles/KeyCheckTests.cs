using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Profiles;

public sealed class KeyCheckTests
{
    private static readonly Dictionary<string, string> DgxCloud = new()
    {
        ["base_url"] = "\"https://runai.test/api/v1\"",
        ["kube_apiserver_url"] = "\"https://k8s.runai.test\"",
        ["client_id"] = "\"app\"",
        ["client_secret"] = "\"${oc.env:RUNAI_SECRET}\"",
        ["project_name"] = "\"lab7\"",
        ["pvc_nemo_run_dir"] = "\"/vol/lab7/jobs\"",
        ["pvcs"] = "[{ claimName = \"lab7-data\", path = \"/vol/lab7\" }]",
    };

    [TestCase("base_url")]
    [TestCase("client_id")]
    [TestCase("client_secret")]
    [TestCase("project_name")]
    [TestCase("pvc_nemo_run_dir")]
    public void A_required_key_that_is_missing_is_named_with_table_and_line(string key)
    {
        using var tree = DgxCloudTree(DgxCloud.Where(item => item.Key != key));

        Assert.That(tree.Fault(profile: "runai"), Does.Contain($"env.toml:2: profile runai lacks '{key}', which executor dgxcloud needs").And.Contain("[runai]"));
    }

    [Test]
    public void All_missing_keys_are_named_at_once()
    {
        using var tree = new RecipeTree();
        tree.Env("[runai]\nexecutor = 'dgxcloud'\nproject_name = ''\n");

        Assert.That(tree.Fault(profile: "runai"), Does.Contain("'base_url', 'client_id', 'client_secret', 'project_name', 'pvc_nemo_run_dir'"));
    }

    [TestCase("")]
    [TestCase("remote_job_dir = ''")]
    public void A_cluster_without_a_directory_for_its_jobs_is_refused(string line)
    {
        using var tree = new RecipeTree();
        tree.Env($"[bare]\nexecutor = 'slurm'\n{line}\n");

        Assert.That(tree.Fault(profile: "bare"), Does.Contain("env.toml:1: profile bare lacks 'remote_job_dir', which executor slurm needs").And.Contain("set it in [bare]"));
    }

    [Test]
    public void An_image_is_required_unless_the_recipe_has_one()
    {
        using var tree = TreeWithABareRecipe("[p]\nexecutor = 'lepton'\nnemo_run_dir = '/vol/jobs'\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve(profile: "p").Job.ContainerImage, Is.EqualTo("registry.test/nemo:1"));
            Assert.That(tree.Fault(profile: "p", recipe: "nano3/bare"), Does.Contain("profile p lacks 'container_image', which executor lepton needs"));
        });
    }

    [Test]
    public void For_docker_no_image_is_required_for_a_recipe_may_have_one_built()
    {
        using var tree = TreeWithABareRecipe("[p]\nexecutor = 'docker'\n");

        Assert.That(tree.Resolve(profile: "p", recipe: "nano3/bare").Job.ContainerImage, Is.Null);
    }

    [TestCase("client_id", "app_id")]
    [TestCase("client_secret", "app_secret")]
    public void An_older_name_is_accepted_with_a_warning(string key, string alias)
    {
        using var tree = DgxCloudTree(DgxCloud.Select(item => item.Key == key ? KeyValuePair.Create(alias, item.Value) : item));

        var result = tree.Resolve(profile: "runai");

        Assert.Multiple(() =>
        {
            Assert.That(result.Job.ExecutorSettings.Find(key), Is.Not.Null);
            Assert.That(result.Job.ExecutorSettings.Find(alias), Is.Null);
            Assert.That(result.Warnings, Has.One.Matches<string>(line => line!.Contains($"'{alias}' is an older name; write '{key}'", StringComparison.Ordinal)));
        });
    }

    [TestCase("container = 'x:1'", "container_image", "\"x:1\"")]
    [TestCase("nproc_per_node = 3", "nprocs_per_node", "3")]
    [TestCase("ntasks_per_node = 3", "nprocs_per_node", "3")]
    public void Older_names_become_the_present_ones_before_anything_is_merged(string line, string key, string json)
    {
        using var tree = new RecipeTree();
        tree.Hpc(line);

        Assert.That(tree.Resolve(profile: "hpc").Job.ExecutorSettings.Find(key)!.ToJson()!.ToJsonString(), Is.EqualTo(json));
    }

    [Test]
    public void Both_names_of_one_key_in_one_table_are_an_error()
    {
        using var tree = new RecipeTree();
        tree.Env("[hpc]\nexecutor = 'slurm'\ncontainer = 'x'\ncontainer_image = 'y'\n");

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain("env.toml:3: 'container' is an older name of 'container_image', which is also set").And.Contain("env.toml:4"));
    }

    [TestCase("acount = 'x'", "unknown key 'acount' in profile hpc. Did you mean 'account'?")]
    [TestCase("project_name = 'x'", "the key 'project_name' in profile hpc is for dgxcloud, not for executor slurm")]
    [TestCase("custom_spec = {}", "is for dgxcloud, not for executor slurm")]
    public void A_key_the_executor_does_not_know_is_an_error(string line, string message)
    {
        using var tree = new RecipeTree();
        tree.Hpc(line);

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain("env.toml:4: ").And.Contain(message));
    }

    [Test]
    public void Every_unknown_key_is_reported_and_can_be_allowed()
    {
        using var tree = new RecipeTree();
        tree.Hpc("foo_bar = 1\n[hpc.stages.sft]\nbar_foo = 1");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Fault(profile: "hpc"), Does.Contain("'foo_bar'").And.Contain("'bar_foo'"));
            Assert.That(tree.Resolve(profile: "hpc", allowUnknownKeys: true).Warnings, Has.Length.EqualTo(2));
        });
    }

    [TestCase("nodes = 'many'", "'nodes' in profile hpc expects an integer, found 'many'")]
    [TestCase("nodes = 0", "'nodes' in profile hpc expects 1 or more, found 0")]
    [TestCase("gpus_per_node = -1", "'gpus_per_node' in profile hpc expects 0 or more, found -1")]
    [TestCase("nprocs_per_node = 0", "'nprocs_per_node' in profile hpc expects 1 or more, found 0")]
    [TestCase("startup_commands = 'x'", "'startup_commands' in profile hpc expects a list of strings, found 'x'")]
    [TestCase("startup_commands = [1]", "expects a list of strings, found a list with an integer")]
    [TestCase("exclusive = 'maybe'", "'exclusive' in profile hpc expects true or false")]
    [TestCase("env_vars = 'x'", "'env_vars' in profile hpc expects a table of strings")]
    [TestCase("sandbox = 1", "'sandbox' in profile hpc expects a table, found an integer")]
    [TestCase("launch = 'mpi'", "unknown launch 'mpi'")]
    [TestCase("mounts = [1]", "expects a list of mounts")]
    public void A_value_of_the_wrong_type_is_named(string line, string message)
    {
        using var tree = new RecipeTree();
        tree.Hpc(line);

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain("env.toml:4: ").And.Contain(message));
    }

    [Test]
    public void A_number_from_a_variable_is_a_number()
    {
        using var tree = new RecipeTree();
        tree.Variables["NODES"] = "3";
        tree.Hpc("nodes = '${oc.env:NODES}'\nmem = 0\nexclusive = '${oc.env:WHOLE,true}'");

        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.Nodes, Is.EqualTo(3));
            Assert.That(((ScalarSetting)job.ExecutorSettings.Find("mem")!).Value, Is.EqualTo("0"));
            Assert.That(((ScalarSetting)job.ExecutorSettings.Find("exclusive")!).Value, Is.True);
        });
    }

    [TestCase("/vol/lab7", null)]
    [TestCase("/vol/lab7/x/y", null)]
    [TestCase("/vol/lab77/jobs", "'pvc_nemo_run_dir' is '/vol/lab77/jobs', which is not below the path of any of 'pvcs'")]
    public void The_job_directory_lies_on_a_volume(string directory, string? message)
    {
        using var tree = DgxCloudTree(DgxCloud.Select(item => item.Key == "pvc_nemo_run_dir" ? KeyValuePair.Create(item.Key, $"\"{directory}\"") : item));

        if (message is null)
            Assert.That(tree.Resolve(profile: "runai").Job.Executor, Is.EqualTo("dgxcloud"));
        else
            Assert.That(tree.Fault(profile: "runai"), Does.Contain(message));
    }

    [Test]
    public void Identity_known_hosts_repo_root_and_the_argument_budget_take_effect_and_have_their_defaults()
    {
        using var slurm = new RecipeTree();
        slurm.Variables["HOME"] = "/home/me";
        slurm.Hpc("[set]\nextends = 'hpc'\nidentity = '~/.ssh/key'\nknown_hosts = '~/hosts'\nrepo_root = '/src'");
        using var cloud = DgxCloudTree(DgxCloud);
        using var budget = DgxCloudTree(DgxCloud.Append(KeyValuePair.Create("dgxcloud_max_args_chars", "100")));

        Assert.Multiple(() =>
        {
            Assert.That(Setting(slurm, "set", "identity"), Is.EqualTo("/home/me/.ssh/key"));
            Assert.That(Setting(slurm, "set", "known_hosts"), Is.EqualTo("/home/me/hosts"));
            Assert.That(Setting(slurm, "set", "repo_root"), Is.EqualTo("/src"));
            Assert.That(Setting(slurm, "hpc", "identity"), Is.Null);
            Assert.That(Setting(slurm, "hpc", "repo_root"), Is.Null);
            Assert.That(Setting(slurm, "hpc", "time"), Is.EqualTo("04:00:00"));
            Assert.That(Setting(budget, "runai", "dgxcloud_max_args_chars"), Is.EqualTo(100L));
            Assert.That(Setting(cloud, "runai", "dgxcloud_max_args_chars"), Is.EqualTo(9500L));
        });
    }

    [Test]
    public void Names_are_unique_and_an_alias_is_no_key()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Known.Executors.Keys.Select(key => key.Name), Is.Unique);
            Assert.That(Known.Executors.Aliases.Keys.Where(alias => Known.Executors.FindKey(alias) is not null), Is.Empty);
            Assert.That(Known.Executors.Aliases.Values.Where(name => Known.Executors.FindKey(name) is null), Is.Empty);
        });
    }

    private static RecipeTree TreeWithABareRecipe(string profiles)
    {
        var tree = new RecipeTree();
        tree.Write("nano3/bare/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/bare\"\n# ///\n");
        tree.Write("nano3/bare/config/default.yaml", "a: 1\n");
        tree.Env(profiles);
        return tree;
    }

    private static object? Setting(RecipeTree tree, string profile, string key) => (tree.Resolve(profile: profile).Job.ExecutorSettings.Find(key) as ScalarSetting)?.Value;

    private static RecipeTree DgxCloudTree(IEnumerable<KeyValuePair<string, string>> keys)
    {
        var tree = new RecipeTree();
        tree.Variables["RUNAI_SECRET"] = "s3cr3t";
        tree.Env($"\n[runai]\nexecutor = \"dgxcloud\"\n{string.Join('\n', keys.Select(item => $"{item.Key} = {item.Value}"))}\n");
        return tree;
    }
}
