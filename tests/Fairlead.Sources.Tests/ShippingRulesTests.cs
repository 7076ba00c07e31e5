namespace Fairlead.Sources.Tests;

public sealed class ShippingRulesTests
{
    [TestCase(".env")]
    [TestCase(".env.local")]
    [TestCase("conf/.envrc")]
    [TestCase(".env.d/token")]
    [TestCase("env.toml")]
    [TestCase("env.prod.toml")]
    [TestCase("ca/server.pem")]
    [TestCase("SERVER.PEM")]
    [TestCase("tls.key")]
    [TestCase("id_rsa")]
    [TestCase("id_ed25519.pub")]
    [TestCase("keys/id_cluster")]
    [TestCase(".netrc")]
    [TestCase("credentials.json")]
    [TestCase("credentials-prod.json")]
    [TestCase("kubeconfig")]
    [TestCase("deploy/.kube/config")]
    [TestCase("home/.aws/credentials")]
    [TestCase("application_default_credentials.json")]
    [TestCase(".boto")]
    [TestCase(".s3cfg")]
    [TestCase("terraform.tfstate")]
    [TestCase("terraform.tfstate.backup")]
    [TestCase(".docker/config.json")]
    [TestCase(".dockercfg")]
    [TestCase(".git-credentials")]
    [TestCase(".npmrc")]
    [TestCase(".pypirc")]
    [TestCase(".pgpass")]
    [TestCase(".my.cnf")]
    [TestCase("_netrc")]
    [TestCase(".huggingface/token")]
    [TestCase("hf_token")]
    [TestCase(".vault-token")]
    [TestCase(".ssh/config")]
    [TestCase("tls.p12")]
    [TestCase("tls.pfx")]
    [TestCase("store.jks")]
    [TestCase("putty.ppk")]
    [TestCase("passwords.kdbx")]
    [TestCase("app.env")]
    [TestCase("conf/prod.env")]
    [TestCase("secrets.yaml")]
    [TestCase("conf/prod-secrets.yml")]
    [TestCase("secrets.toml")]
    [TestCase(".htpasswd")]
    [TestCase("client_secret_1.json")]
    public void A_secret_stays_behind_and_is_named_even_when_tracked(string secret)
    {
        using var tree = WorkTree.InGit("a.py", secret);
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
        Assert.That(tree.List().Withheld, Is.EqualTo(new[] { secret }));
    }

    [TestCase("id_mapping.py")]
    [TestCase("id_tools/a.py")]
    [TestCase("environment.py")]
    [TestCase("key.py")]
    [TestCase("env/toml.py")]
    [TestCase("my.envelope")]
    [TestCase("secrets.py")]
    [TestCase("secret_sauce.md")]
    [TestCase("test_secrets.py")]
    [TestCase("token.py")]
    [TestCase("huggingface/tokenizer.json")]
    [TestCase("docker/config.json")]
    [TestCase("aws.py")]
    [TestCase("config")]
    [TestCase("tfstate.md")]
    [TestCase("npmrc")]
    public void A_name_that_only_resembles_a_secret_travels(string name)
    {
        using var tree = WorkTree.InGit(name);
        Assert.That(tree.Paths(), Is.EqualTo(new[] { name }));
    }

    [TestCase("__pycache__/a.cpython-312.pyc")]
    [TestCase("pkg/.venv/bin/python")]
    [TestCase("node_modules/x/index.js")]
    [TestCase(".ruff_cache/0")]
    [TestCase("weights.safetensors")]
    [TestCase("data/shard.PARQUET")]
    [TestCase("model.pt")]
    public void Leftovers_and_data_stay_behind_even_when_tracked(string name)
    {
        using var tree = WorkTree.InGit("a.py", name);
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
        Assert.That(tree.List().Withheld, Is.Empty);
    }

    [Test]
    public void A_file_at_the_limit_travels_and_one_byte_more_is_refused_by_name()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write("big.json", new string('x', (int)SourceScope.DefaultMaxFileBytes));
        Assert.That(tree.Paths(), Does.Contain("big.json"));
        File.AppendAllText(tree.File("big.json"), "x");
        Assert.That(
            tree.Refusal().Message,
            Does.Contain("'big.json' has 1,048,577 bytes; the limit is 1,048,576").And.Contain("source_max_file_bytes"));
    }

    [Test]
    public void The_limit_can_be_raised()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write("big.json", new string('x', (int)SourceScope.DefaultMaxFileBytes + 1));
        var scope = new SourceScope(tree.Path, ["."]) { MaxFileBytes = 2 << 20 };
        Assert.That(SourceLister.ListAsync(scope).GetAwaiter().GetResult().Files, Has.Length.EqualTo(2));
    }

    [Test]
    public void Many_offenders_are_counted_and_the_first_five_named()
    {
        using var tree = new WorkTree("a.py");
        foreach (var number in Enumerable.Range(1, 7))
            tree.Link($"link{number}", "/etc");
        Assert.That(tree.Refusal().Message, Does.Contain("'link5'").And.Contain("and 2 more").And.Not.Contain("'link6'"));
    }
}
