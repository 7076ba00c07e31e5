using Fairlead.Recipes.Settings;
using Fairlead.Testing;

namespace Fairlead.Recipes.Tests.Attacks;

/// <summary>Damaged settings of every kind.</summary>
[Category(Attack.Category)]
public sealed class FuzzedSettings
{
    private const int Rounds = 400;
    private const string TomlWords = "[a] [[a]] a.b = \"\"\" ''' 1979-05-27T07:32:00Z inf nan 0x 0b1 1e999 { } [ ] , true # \\u0000 \\ud800 _1 +0";
    private const string YamlWords = "- : & * ! !!binary | > --- ... ? {a: [ ]} ${oc.env:HOME} ${a.b} ${ } ??? null ~ <<: defaults: % @ ` .inf 0o17 2026-01-01";

    private const string Spec = """
        schema = "1"
        name = "nano3/sft"
        script = "train.py"
        image = "registry.test/nemo:1"
        [config]
        default = "tiny"
        [resources]
        nodes = 1
        gpus_per_node = 8
        [run]
        cmd = "exec python3 {script} --config {config}"
        [source]
        include = ["train.py"]
        """;

    private const string Profile = """
        [hpc]
        executor = 'slurm'
        remote_job_dir = '/jobs'
        account = "lab"
        time = "04:00:00"
        mounts = ["/data:/data", "/x:/y"]
        env_vars = { A = "1" }
        [hpc.stages.sft]
        nodes = 2
        [near]
        extends = "hpc"
        tunnel = "local"
        """;

    private const string Config = "defaults: base\ndata: {path: null, train: [1, 2]}\nmodel:\n  name: run-${train.lr}\n  lr: 1e-4\n";

    [Test]
    public void In_toml() => Attack.Fuzz("TOML", Rounds * 5, [Spec, Profile], TomlWords, text => TomlSettings.Read(text, "env.toml", "profile"));

    [Test]
    public void In_yaml() => Attack.Fuzz("YAML", Rounds * 5, [Config, "a: [1, {b: c}]\nd: |\n  text\n"], YamlWords, text => YamlSettings.Read(text, "tiny.yaml", "config"));

    [Test]
    public void In_overrides() => Attack.Fuzz("--set", Rounds * 5, ["train.lr=0.1", "env.nodes=2", "a.b=[1, {c: d}]"], YamlWords, text => Override.Parse(text));

    [Test]
    public void In_specs_of_recipes() => WithTree("recipe.toml", [Spec], TomlWords, (tree, text) => tree.Write("nano3/sft/recipe.toml", text));

    [Test]
    public void In_configs() => WithTree("configs", [Config], YamlWords, (tree, text) => tree.Config("tiny", text));

    [Test]
    public void In_profiles() => WithTree("env.toml", [Profile], TomlWords, (tree, text) => tree.Env(text));

    [Test]
    public void In_scripts() => WithTree(
        "PEP 723",
        ["# /// script\n# dependencies = []\n# [tool.runspec]\n# schema = \"1\"\n# name = \"nano3/sft\"\n# [tool.runspec.config]\n# default = \"tiny\"\n# ///\nprint('train')\n"],
        $"# /// {TomlWords}",
        (tree, text) =>
        {
            File.Delete(Path.Combine(tree.Root, "nano3/sft/recipe.toml"));
            tree.Write("nano3/sft/train.py", text);
        });

    private static void WithTree(string what, string[] good, string words, Action<RecipeTree, string> write)
    {
        using var tree = new RecipeTree();
        tree.Env(Profile);
        tree.Spec();
        Attack.Fuzz(what, Rounds, good, words, text =>
        {
            write(tree, text);
            tree.Resolve(profile: "hpc");
        });
    }
}
