namespace Fairlead.Sources.Tests;

public sealed class SecretContentTests
{
    [TestCase("-----BEGIN PRIVATE KEY-----\nMII\n")]
    [TestCase("\n-----BEGIN RSA PRIVATE KEY-----\nMII\n")]
    [TestCase("-----BEGIN OPENSSH PRIVATE KEY-----\nb3B\n")]
    [TestCase("-----BEGIN PGP PRIVATE KEY BLOCK-----\n")]
    [TestCase("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n")]
    [TestCase("PuTTY-User-Key-File-3: ssh-ed25519\n")]
    [TestCase("{\n  \"type\": \"service_account\",\n  \"private_key\": \"-----BEGIN\"\n}")]
    public void A_private_key_stays_behind_under_any_name(string content)
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write("notes.txt", content);
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
        Assert.That(tree.List().Withheld, Is.EqualTo(new[] { "notes.txt" }));
    }

    [TestCase("# -----BEGIN PRIVATE KEY-----\n")]
    [TestCase("KEY = '''\n-----BEGIN PRIVATE KEY-----\n'''\n")]
    [TestCase("-----BEGIN CERTIFICATE-----\n")]
    [TestCase("{\"private_keys\": 1}")]
    [TestCase("private_key = load()\n")]
    public void Content_that_only_speaks_of_keys_travels(string content)
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write("notes.txt", content);
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py", "notes.txt" }));
    }

    [Test]
    public async Task What_a_file_holds_is_asked_of_whoever_remembers_it()
    {
        using var tree = WorkTree.InGit("a.py", "b.py");
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        var list = await SourceLister.ListAsync(new SourceScope(tree.Path, ["."]), notes: (path, _, find) =>
        {
            asked.Add(Path.GetFileName(path));
            return find(path);
        });
        Assert.That(asked.Order(), Is.EqualTo(new[] { "a.py", "b.py" }));
        Assert.That(list.Files.Select(file => file.ArchivePath), Is.EqualTo(new[] { "a.py", "b.py" }));
    }

    [Test]
    public void A_hard_link_to_a_withheld_file_stays_behind()
    {
        using var tree = WorkTree.InGit("a.py", "tls.key");
        tree.HardLink("conf.txt", "tls.key");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
        Assert.That(tree.List().LeftOut.Select(item => item.Rule), Is.EqualTo(new[] { "the same file as 'tls.key'", "*.key" }));
    }

    [Test]
    public void So_does_one_to_a_secret_that_git_ignores()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write(".gitignore", ".env\n");
        tree.Write(".env", "TOKEN=x");
        tree.HardLink("conf.txt", ".env");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { ".gitignore", "a.py" }));
    }

    [Test]
    public void A_file_that_the_scope_names_itself_travels_whatever_it_looks_like()
    {
        using var tree = WorkTree.InGit("pkg/a.py", "pkg/ca.pem", "pkg/other.pem", "pkg/mean.npy");
        tree.Write(".gitignore", ".env\n");
        tree.Write(".env", "MODE=fast");
        tree.Write("key.txt", "-----BEGIN PRIVATE KEY-----\n");
        Assert.That(
            tree.List("pkg", "pkg/ca.pem", "pkg/mean.npy", ".env", "key.txt").Files.Select(file => file.ArchivePath),
            Is.EqualTo(new[] { ".env", "key.txt", "pkg/a.py", "pkg/ca.pem", "pkg/mean.npy" }));
    }
}
