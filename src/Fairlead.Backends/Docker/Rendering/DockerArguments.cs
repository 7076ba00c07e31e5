using System.Collections.Frozen;
using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Reads <c>docker_args</c>, in which each item is one word of the command line.</summary>
internal static class DockerArguments
{
    private const string Key = "docker_args";
    private const string LabelOfOurs = "dev.fairlead.";

    private static readonly FrozenDictionary<char, string> LongNames = new Dictionary<char, string>
    {
        ['a'] = "attach",
        ['c'] = "cpu-shares",
        ['d'] = "detach",
        ['e'] = "env",
        ['h'] = "hostname",
        ['i'] = "interactive",
        ['l'] = "label",
        ['m'] = "memory",
        ['P'] = "publish-all",
        ['p'] = "publish",
        ['t'] = "tty",
        ['u'] = "user",
        ['v'] = "volume",
        ['w'] = "workdir",
    }.ToFrozenDictionary();

    // A word behind one of these would be taken for the image.
    private static readonly FrozenSet<string> Flags =
        new[] { "disable-content-trust", "init", "interactive", "no-healthcheck", "oom-kill-disable", "privileged", "publish-all", "read-only", "tty" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["attach"] = "logs lie in the run folder",
        ["cidfile"] = "containers are found by name",
        ["detach"] = "containers always outlive their launcher",
        ["entrypoint"] = "set run_command",
        ["gpus"] = "set gpus_per_node and gpu_devices",
        ["help"] = "docker create --help shows the options",
        ["name"] = "containers are found by the name that Fairlead gives them",
        ["net"] = "set network",
        ["network"] = "set network",
        ["pull"] = "images are there before containers are made",
        ["restart"] = "a job runs once; --resubmit runs it again",
        ["rm"] = "containers are removed once their end is recorded",
        ["user"] = "set container_user",
    }.ToFrozenDictionary();

    /// <exception cref="FairleadException">A word is no option, or an option would break the job's handling.</exception>
    public static ImmutableArray<DockerOption> Parse(ImmutableArray<(string Text, Origin Origin)> items)
    {
        var options = ImmutableArray.CreateBuilder<DockerOption>();
        for (var i = 0; i < items.Length; i++)
        {
            var option = Named(items[i]);
            if (option.Value is null && !Flags.Contains(option.Name) && i + 1 < items.Length && !items[i + 1].Text.StartsWith('-'))
                option = option with { Value = items[++i].Text, Words = [.. option.Words, items[i].Text] };
            options.Add(Checked(option));
        }

        return options.ToImmutable();
    }

    private static DockerOption Named((string Text, Origin Origin) item) => item.Text switch
    {
        ['-', '-', _, ..] when item.Text.IndexOf('=', StringComparison.Ordinal) is var at and > 0 => new(item.Text[2..at], item.Text[(at + 1)..], [item.Text], item.Origin),
        ['-', '-', _, ..] => new(item.Text[2..], null, [item.Text], item.Origin),
        ['-', var letter] when LongNames.TryGetValue(letter, out var name) => new(name, null, [item.Text], item.Origin),
        ['-', var letter, .. var value] when LongNames.TryGetValue(letter, out var name) && !Flags.Contains(name) => new(name, value, [item.Text], item.Origin),
        _ => throw item.Origin.Fault($"'{Key}' expects options of docker create, found '{item.Text}'", "write --name=value, one in each item"),
    };

    private static DockerOption Checked(DockerOption option)
    {
        if (Refused.TryGetValue(option.Name, out var reason))
            throw option.Origin.Fault($"'{Key}' cannot set --{option.Name}: {reason}", "remove it");
        return option is { Name: "label", Value: { } label } && label.StartsWith(LabelOfOurs, StringComparison.Ordinal)
            ? throw option.Origin.Fault($"'{Key}' cannot set the label '{label}': labels that start with {LabelOfOurs} are Fairlead's", "choose another name")
            : option;
    }
}
