using Fairlead.Backends;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Arguments;

/// <summary>Reads the command line. Pure: no file, variable or clock is consulted.</summary>
public static class ArgumentParser
{
    /// <param name="targets">Every target there is.</param>
    /// <exception cref="FairleadException">With <see cref="ExitCode.Usage"/>: what was expected, what was found, and the nearest match.</exception>
    public static PipelineOptions Parse(IReadOnlyList<string> words, IReadOnlyCollection<string> targets)
    {
        var tokens = ArgumentTokens.Read(words);
        string? Text(ArgumentSpec spec) => tokens.Values[spec].FirstOrDefault();
        bool Has(ArgumentSpec spec) => tokens.Values.Contains(spec);

        if (Has(ArgumentTable.Attach) && Has(ArgumentTable.Detach))
            throw FairleadException.Usage("--attach and --detach contradict each other; expected one of them at most.");
        return new PipelineOptions
        {
            Targets = Has(ArgumentTable.Target) ? [.. tokens.Values[ArgumentTable.Target].Select(name => ReadTarget(name, targets))] : ["Default"],
            Given = [.. tokens.Values.Select(option => option.Key.Name)],
            Executor = ArgumentValues.OneOf(ArgumentTable.Executor, Text(ArgumentTable.Executor), KnownBackends.Names),
            Profile = Text(ArgumentTable.Profile),
            Recipe = Text(ArgumentTable.Recipe),
            Config = Text(ArgumentTable.Config),
            Sets = [.. tokens.Values[ArgumentTable.Set].Select(ArgumentValues.Setting)],
            Attach = Has(ArgumentTable.Attach) ? true : Has(ArgumentTable.Detach) ? false : null,
            Resubmit = Has(ArgumentTable.Resubmit),
            Run = Text(ArgumentTable.Run),
            Follow = Has(ArgumentTable.Follow),
            Tail = ArgumentValues.Count(ArgumentTable.Tail, Text(ArgumentTable.Tail)),
            Since = ArgumentValues.Duration(ArgumentTable.Since, Text(ArgumentTable.Since)),
            Rank = ArgumentValues.Count(ArgumentTable.Rank, Text(ArgumentTable.Rank)),
            Json = Has(ArgumentTable.Json),
            NoCache = Has(ArgumentTable.NoCache),
            CacheRoot = Text(ArgumentTable.CacheRoot),
            RunsRoot = Text(ArgumentTable.RunsRoot),
            RecipesRoot = Text(ArgumentTable.RecipesRoot),
            AllowUnknownKeys = Has(ArgumentTable.AllowUnknownKeys),
            Nodes = ArgumentValues.Count(ArgumentTable.Nodes, Text(ArgumentTable.Nodes)),
            Images = [.. tokens.Values[ArgumentTable.Image]],
            ImageManifest = Text(ArgumentTable.ImageManifest),
            Manifest = Text(ArgumentTable.Manifest),
            Tar = Text(ArgumentTable.Tar),
            Jobs = ArgumentValues.Positive(ArgumentTable.Jobs, Text(ArgumentTable.Jobs)),
            Registry = Text(ArgumentTable.Registry),
            RegistryUser = Text(ArgumentTable.RegistryUser),
            Release = Text(ArgumentTable.Release),
            MaxAge = ArgumentValues.Duration(ArgumentTable.MaxAge, Text(ArgumentTable.MaxAge)),
            MaxBytes = ArgumentValues.Bytes(ArgumentTable.MaxBytes, Text(ArgumentTable.MaxBytes)),
            ScriptArguments = tokens.ScriptArguments,
            Exclusive = Has(ArgumentTable.Exclusive),
            DryRun = Has(ArgumentTable.DryRun),
            Tree = Has(ArgumentTable.Tree),
            Description = Has(ArgumentTable.Description),
            Version = Has(ArgumentTable.Version),
            Info = Has(ArgumentTable.Info),
            Help = Has(ArgumentTable.Help),
            Verbosity = ArgumentValues.OneOf<Verbosity>(ArgumentTable.Verbosity, Text(ArgumentTable.Verbosity), initials: true) ?? Verbosity.Normal,
            WorkingDirectory = Text(ArgumentTable.Working),
        };
    }

    private static string ReadTarget(string name, IReadOnlyCollection<string> targets) =>
        targets.FirstOrDefault(target => target.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw FairleadException.Usage($"unknown target '{name}'.{Suggest.DidYouMean(name, targets)}", "./build.sh lists all targets");
}
