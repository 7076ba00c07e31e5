using System.Collections.Immutable;

namespace Fairlead.Pipeline.Arguments;

/// <summary>The command line, read once; nothing reads an argument again.</summary>
public sealed record PipelineOptions
{
    public ImmutableArray<string> Targets { get; init; } = ["Default"];

    /// <summary>The names of the options that stand on the command line.</summary>
    public ImmutableArray<string> Given { get; init; } = [];

    public string? Executor { get; init; }

    public string? Profile { get; init; }

    public string? Recipe { get; init; }

    public string? Config { get; init; }

    /// <summary>In the order given: later ones win.</summary>
    public ImmutableArray<SettingArgument> Sets { get; init; } = [];

    /// <summary>Null: what suits the executor.</summary>
    public bool? Attach { get; init; }

    public bool Resubmit { get; init; }

    public string? Run { get; init; }

    public bool Follow { get; init; }

    /// <summary>Lines; zero or more.</summary>
    public int? Tail { get; init; }

    /// <summary>How far to look back from now.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Zero or more.</summary>
    public int? Rank { get; init; }

    public bool Json { get; init; }

    public bool NoCache { get; init; }

    public string? CacheRoot { get; init; }

    public string? RunsRoot { get; init; }

    public string? RecipesRoot { get; init; }

    public bool AllowUnknownKeys { get; init; }

    /// <summary>Of the test cluster; null: as many as it likes.</summary>
    public int? Nodes { get; init; }

    /// <summary>References of images; none: those that recipes own.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    public string? ImageManifest { get; init; }

    /// <summary>The build manifest whose models are run.</summary>
    public string? Manifest { get; init; }

    /// <summary>One file to save images to, or to load them from.</summary>
    public string? Tar { get; init; }

    /// <summary>How many images are built at once; one or more.</summary>
    public int? Jobs { get; init; }

    /// <summary>Host and path, such as <c>registry.example.net/team</c>.</summary>
    public string? Registry { get; init; }

    public string? RegistryUser { get; init; }

    public string? Release { get; init; }

    /// <summary>What was not used for so long is pruned.</summary>
    public TimeSpan? MaxAge { get; init; }

    public long? MaxBytes { get; init; }

    /// <summary>Everything after <c>--</c>: for the recipe's script.</summary>
    public ImmutableArray<string> ScriptArguments { get; init; } = [];

    public bool Exclusive { get; init; }

    public bool DryRun { get; init; }

    public bool Tree { get; init; }

    public bool Description { get; init; }

    public bool Version { get; init; }

    public bool Info { get; init; }

    public bool Help { get; init; }

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    public string? WorkingDirectory { get; init; }

    /// <summary>Where the command was given. Paths in settings are relative to it; <see cref="GivenIn"/> makes those of options absolute.</summary>
    public string InvocationDirectory { get; init; } = ".";

    public PipelineOptions GivenIn(string directory) => this with
    {
        InvocationDirectory = directory,
        CacheRoot = Absolute(CacheRoot, directory),
        RunsRoot = Absolute(RunsRoot, directory),
        RecipesRoot = Absolute(RecipesRoot, directory),
        WorkingDirectory = Absolute(WorkingDirectory, directory),
        ImageManifest = Absolute(ImageManifest, directory),
        Tar = Absolute(Tar, directory),
    };

    private static string? Absolute(string? path, string directory) => path is null ? null : Path.GetFullPath(path, directory);
}
