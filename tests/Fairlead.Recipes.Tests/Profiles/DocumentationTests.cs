using System.Text.RegularExpressions;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Recipes.Tests.Profiles;

/// <summary>docs/profiles.md documents what the code accepts, and nothing else.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "profiles.md"));

    [TestCase("any executor", "local", "docker", "slurm", "lepton", "dgxcloud")]
    [TestCase("docker", "docker")]
    [TestCase("slurm", "slurm")]
    [TestCase("lepton and dgxcloud", "lepton", "dgxcloud")]
    [TestCase("lepton", "lepton")]
    [TestCase("dgxcloud", "dgxcloud")]
    public void Every_key_is_documented_with_its_default_and_every_documented_key_exists(string title, params string[] executors)
    {
        var keys = Known.Executors.Keys.Where(key => Known.Executors.WithKey(key).Select(executor => executor.Name).SequenceEqual(executors));

        Assert.That(Rows($"Keys of {title}"), Is.EquivalentTo(keys.Select(key => $"{key.Name} | {Default(key)} | {key.Description}")));
    }

    [TestCase(KnownKeys.ContainerImage, "lepton and dgxcloud")]
    [TestCase(KnownKeys.RemoteJobDirectory, "slurm")]
    public void A_key_of_any_executor_that_some_require_is_named_with_them(string key, string executors)
    {
        var requiring = Known.Executors.All.Where(executor => executor.Required.Contains(key));

        Assert.That(requiring.Select(executor => executor.Name), Is.EquivalentTo(executors.Split([", ", " and "], StringSplitOptions.None)));
        Assert.That(Section("Keys of any executor"), Does.Contain($"`{key}` is required by {executors}"));
    }

    [Test]
    public void Every_key_has_a_section() =>
        Assert.That(KeyRow().Count(Page), Is.EqualTo(Known.Executors.Keys.Length));

    [Test]
    public void The_older_names_are_those_the_code_accepts() =>
        Assert.That(
            Section("Older names").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)),
            Is.EqualTo(Known.Executors.Aliases.Select(alias => $"| `{alias.Key}` | `{alias.Value}` |")));

    [Test]
    public void The_reserved_tables_are_those_the_code_accepts() =>
        Assert.That(
            ReservedRow().Matches(Section("Reserved tables")).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}"),
            Is.EquivalentTo(ReservedTables.Keys.SelectMany(table => table.Value.Select(key => $"{table.Key}.{key}"))));

    private static string Default(KnownKey key) => key.Required ? "required" : key.Default is null ? "" : $"`{key.Default}`";

    private static IEnumerable<string> Rows(string title) =>
        KeyRow().Matches(Section(title)).Select(match => $"{match.Groups[1].Value} | {match.Groups[2].Value} | {match.Groups[3].Value}");

    private static string Section(string title) => Page.Split("\n## ").Single(section => section.StartsWith($"{title}\n", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(\w+)` \| [^|]+ \| ([^|]*?) ?\| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex KeyRow();

    [GeneratedRegex(@"^\| `\[(\w+)\]` \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex ReservedRow();
}
