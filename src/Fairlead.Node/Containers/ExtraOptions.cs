using System.Collections.Frozen;
using System.Collections.Immutable;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>What a model's card adds to the engine's words, taken apart: what is known has its place in the plan, the rest is handed on.</summary>
/// <param name="User">Null: the card names none.</param>
internal sealed record ExtraOptions(ImmutableArray<ContainerMount> Mounts, ImmutableArray<Declared> Variables, string? User, ImmutableArray<RunOption> Others, ImmutableArray<string> Notes)
{
    private const string Key = "additional_docker_run_options";
    private const string Ours = "dev.fairlead.";

    // How the client runs, which is not the card's to say: the container is started, followed and removed here.
    private static readonly FrozenSet<string> Ignored = new[] { "attach", "detach", "interactive", "rm", "tty" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["cidfile"] = "containers are found by name",
        ["name"] = "each rank's container has a name of its own",
        ["pull"] = "images are there before containers are made",
        ["restart"] = "a job runs once",
        ["workdir"] = "the script's folder is the working folder",
    }.ToFrozenDictionary();

    /// <exception cref="FairleadException">A quote is not closed, a word is no option, or an option would break the run.</exception>
    public static ExtraOptions Of(Settings settings)
    {
        if (settings.Text(Key) is not { } text)
            return new ExtraOptions([], [], null, [], []);
        var place = settings[Key]!.Place;
        var options = RunOption.Parse(text, place);
        if (options.FirstOrDefault(option => Refused.ContainsKey(option.Name)) is { } refused)
            throw FairleadException.Usage($"{place} cannot set --{refused.Name}: {Refused[refused.Name]}", "remove it");
        if (options.Any(option => option is { Name: "label", Value: { } label } && label.StartsWith(Ours, StringComparison.Ordinal)))
            throw FairleadException.Usage($"{place} cannot set labels that start with {Ours}", "choose another name");
        return new ExtraOptions(
            [.. options.Select(option => OptionMount.Of(option, place)).OfType<ContainerMount>()],
            [.. options.Where(option => option.Name == "env").Select(option => Variable(option, place))],
            options.LastOrDefault(option => option.Name == "user")?.Value,
            [.. options.Where(option => !Ignored.Contains(option.Name) && option.Name is not ("env" or "user") && OptionMount.Of(option, place) is null)],
            [.. options.Where(option => Ignored.Contains(option.Name)).Select(option => $"{place}: {option.Words[0]} is left out: the container is started, followed and removed by this program")]);
    }

    private static Declared Variable(RunOption option, string place) => option.Value?.Split('=', 2) switch
    {
        [{ Length: > 0 } name, var value] => new Declared(Field.Variable, name, new Given.Template(value), Layer.Model, $"{place} --env {name}"),
        [{ Length: > 0 } name] => new Declared(Field.Variable, name, new Given.Reference(name, IsRequired: false), Layer.Model, $"{place} --env {name}"),
        _ => throw FairleadException.Usage($"{place}: --env expects NAME=value, found none"),
    };
}
