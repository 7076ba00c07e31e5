using System.Text;
using Fairlead.Primitives;
using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Profiles;

/// <summary>Starts a profile: what InitProfile writes.</summary>
public static class ProfileScaffold
{
    private static readonly string[] NotOffered = [KnownKeys.Executor, KnownKeys.Stages];

    /// <summary>Adds a section to a file, or makes the file, readable by its owner alone, since it may come to hold secrets.</summary>
    /// <exception cref="FairleadException">The file has such a profile already, or is not TOML; nothing is changed then.</exception>
    public static void Write(string path, string profile, ExecutorSpec executor)
    {
        if (ReservedTables.Contains(profile) || !profile.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || profile.Length == 0)
            throw FairleadException.Usage($"'{profile}' cannot be the name of a profile", $"use letters, digits, '-' and '_', and none of: {string.Join(", ", ReservedTables.Keys.Keys)}");
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        if (TomlReader.Read(before, path).TryGet(profile, out _))
            throw FairleadException.Usage($"{path} has a table [{profile}] already", "choose another name with --profile");
        var separator = before.Length == 0 ? "" : before.EndsWith('\n') ? "\n" : "\n\n";
        AtomicFile.Write(path, before + separator + Render(profile, executor), AtomicFile.Private);
    }

    /// <summary>The section: required keys marked and left to fill in, the others as comments.</summary>
    public static string Render(string profile, ExecutorSpec executor)
    {
        var keys = executor.AllKeys.Where(key => !NotOffered.Contains(key.Name)).ToArray();
        // A recipe may bring its own image, and an empty one here would hide it.
        var required = executor.Required.Where(key => key != KnownKeys.ContainerImage).ToHashSet();
        var text = new StringBuilder().Append($"[{profile}]\nexecutor = \"{executor.Name}\"\n");
        foreach (var key in keys.Where(key => required.Contains(key.Name)))
            text.Append($"{key.Name} = {Placeholder(key)}  # required: {key.Description}\n");
        foreach (var key in keys.Where(key => !required.Contains(key.Name)))
            text.Append($"# {key.Name} = {Example(key)}  # {key.Description}\n");
        return text.ToString();
    }

    private static string Placeholder(KnownKey key) =>
        SensitiveName.Is(key.Name) ? $"\"${{oc.env:{key.Name.ToUpperInvariant()}}}\"" : "\"\"";

    private static string Example(KnownKey key) => (key.Default, key.Type) switch
    {
        (string text, _) => $"\"{text}\"",
        (not null, _) => $"{key.Default}",
        (_, KeyType.Text or KeyType.LocalFile) => "\"\"",
        (_, KeyType.Integer) => "0",
        (_, KeyType.Flag) => "false",
        (_, KeyType.TextTable or KeyType.Table) => "{}",
        _ => "[]",
    };
}
