using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>A key that is documented does something: another value of it changes the request or the site, or is refused. What has no effect yet says so.</summary>
public sealed class KeysHaveReaders
{
    private static readonly ImmutableDictionary<string, string> Required = new Dictionary<string, string>
    {
        ["local"] = "",
        ["docker"] = "container_image = 'image:1'",
        ["slurm"] = "remote_job_dir = '/jobs'\ntunnel = 'ssh'\nhost = 'login'",
        ["lepton"] = "container_image = 'image:1'\nworkspace_id = 'lab'\nnemo_run_dir = '/vol/jobs'\nmounts = [{ path = '/', mount_path = '/vol', from = 'node-nfs:lab' }]\nresource_shape = 'gpu.8xh100'",
        ["dgxcloud"] = "container_image = 'image:1'\nbase_url = 'https://runai.test/api/v1'\nclient_id = 'me'\nclient_secret = 'env:S'\nproject_name = 'lab'\npvcs = [{ claimName = 'c', path = '/vol' }]\npvc_nemo_run_dir = '/vol/jobs'",
    }.ToImmutableDictionary();

    // Beside the plain job: what some keys are only read with.
    private static readonly string[] Circumstances =
    [
        "",
        "nodes = 2\ngpus_per_node = 2",
        "nodes = 2\ngpus_per_node = 2\ncontainer_image = 'image:1'\n",
        "nodes = 2\nlaunch = 'ray'\nray_port = 1300",
        "nodes = 2\nlaunch = 'ray'\nray_version = '2.48.0'",
        "nodes = 2\nlaunch = 'ray'\nray_version = '2.48.0'\nray_backend = 'kuberay'\nkube_apiserver_url = 'https://k8s.test'",
        "queue_priority = 'mid-4000'",
        "launch = 'torchrun'",
        "gpus_per_node = 0",
    ];

    // Read before a request is rendered: by what chooses the profile, packs the source or builds the image; workspace is there for ${run.env.workspace} in configs.
    private static readonly string[] ReadElsewhere = [KnownKeys.Executor, KnownKeys.Extends, KnownKeys.Stages, "repo_root", KnownKeys.SourceMaxFileBytes, KnownKeys.SourceMaxArchiveBytes, KnownKeys.BuildArguments, "workspace"];

    // There is no container: docs/executors.md says so, and mounts are warned about.
    private static readonly (string, string)[] WithoutContainers = [("local", KnownKeys.ContainerImage), ("local", KnownKeys.Mounts)];

    private TemporaryDirectory directory = null!;

    private static IEnumerable<TestCaseData> Keys =>
        from backend in KnownBackends.All(TimeProvider.System).All
        from key in backend.Spec.AllKeys
        where !ReadElsewhere.Contains(key.Name) && !WithoutContainers.Contains((backend.Name, key.Name))
        select new TestCaseData(backend.Name, key).SetArgDisplayNames(backend.Name, key.Name);

    [SetUp]
    public void Open()
    {
        directory = new TemporaryDirectory();
        directory.Write("recipes/nano3/sft/train.py", "print('train')\n");
        directory.Write("recipes/nano3/sft/config/tiny.yaml", "train: {steps: 1}\n");
    }

    [TearDown]
    public void Close() => directory.Dispose();

    [TestCaseSource(nameof(Keys))]
    public void Another_value_of_a_key_shows_or_is_refused_or_is_said_to_wait(string executor, KnownKey key)
    {
        var shows = Circumstances.Where(circumstance => IsOf(executor, circumstance)).Any(circumstance => Shows(executor, circumstance, key));
        if (key.Awaits is null)
            Assert.That(shows, Is.True, $"'{key.Name}' does nothing on {executor}");
        else
            Assert.That((shows, Resolve(executor, Line(key)).Warnings.Count(warning => warning.Contains($"'{key.Name}' has no effect yet", StringComparison.Ordinal))), Is.EqualTo((false, 1)));
    }

    private bool Shows(string executor, string circumstance, KnownKey key)
    {
        var before = Effect(executor, circumstance);
        try
        {
            return Effect(executor, $"{Without(circumstance, key.Name)}\n{Line(key)}", key.Name) != before;
        }
        catch (FairleadException)
        {
            return true;
        }
    }

    private string Effect(string executor, string settings, string? replaced = null)
    {
        var (job, backend) = (Resolve(executor, settings, replaced).Job, Known.Backends.Of(executor));
        var site = backend.SiteOf(job, _ => null);
        return string.Join('\n', new[] { true, false }.Select(attached => JobRequestJson.Write(backend.Request(InputsOf(job, attached)))).Append(site is null ? "" : JsonSerializer.Serialize(site, site.Format)));
    }

    private static RenderInputs InputsOf(ResolvedJob job, bool attached) => new(
        job,
        new SourceReference(Digest.Of("source"), "recipes", "recipes/nano3/sft/train.py"),
        ImmutableSortedDictionary<string, PinnedArtifact>.Empty,
        ImmutableSortedDictionary<string, Digest>.Empty)
    {
        Attached = attached,
    };

    private ResolveResult Resolve(string executor, string settings, string? replaced = null)
    {
        var written = settings.Contains("launch = 'ray'", StringComparison.Ordinal) ? "ray" : "torchrun";
        directory.Write("recipes/nano3/sft/recipe.toml", $"schema = '1'\nname = 'nano3/sft'\nscript = 'train.py'\n[run]\nlaunch = '{written}'\n[config]\ndefault = 'tiny'\n");
        var recipe = RecipeCatalogue.Load(directory.File("recipes")).Find("nano3/sft");
        var given = settings.Split('\n').Select(NameIn).Append(replaced).ToHashSet();
        var required = Required[executor].Split('\n').Where(line => !given.Contains(NameIn(line)));
        return JobResolver.Resolve(new ResolveRequest
        {
            Recipe = recipe,
            Config = ConfigLoader.Load(recipe, null, directory.Path),
            Executors = Known.Backends.Executors,
            EnvFile = EnvFile.Read(directory.Write("env.toml", $"[lab]\nexecutor = '{executor}'\n{string.Join('\n', required)}\n{settings}\n")),
            Environment = name => name == "HOME" ? "/home/me" : null,
            WorkingDirectory = directory.Path,
            Profile = "lab",
        });
    }

    private static bool IsOf(string executor, string circumstance) =>
        circumstance.Split('\n').All(line => line.Length == 0 || Known.Backends.Of(executor).Spec.AllKeys.Any(key => key.Name == NameIn(line)));

    private static string Without(string settings, string key) => string.Join('\n', settings.Split('\n').Where(line => NameIn(line) != key));

    private static string NameIn(string line) => line.Split(' ')[0];

    private static string Line(KnownKey key) => $"{key.Name} = {Value(key)}";

    private static string Value(KnownKey key) => (key.Type, key.Default) switch
    {
        (KeyType.Integer, _) => "7",
        (KeyType.Flag, _) => "true",
        (KeyType.TextList, _) => "['another']",
        (KeyType.TextTable, _) => "{ ANOTHER = 'another/one' }",
        (KeyType.Table, _) => "{ another = 1 }",
        (KeyType.TableList, _) => "[{ another = 'one' }]",
        (KeyType.MountList, _) => "['/another:/one']",
        _ => "'another'",
    };
}
