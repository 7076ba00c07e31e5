using Fairlead.Pipeline.Arguments;

namespace Fairlead.Pipeline;

/// <summary>Where things are kept. All paths are absolute.</summary>
/// <param name="Cache">The stage cache of this machine.</param>
/// <param name="Runs">The ledger.</param>
/// <param name="Given">Where the command was given: relative paths in settings start there.</param>
public sealed record PipelineFolders(string Root, string Cache, string Runs, string Recipes, string Given)
{
    public static PipelineFolders Of(PipelineOptions options, string root) => new(
        root,
        options.CacheRoot ?? Path.Combine(root, ".fairlead", "cache"),
        options.RunsRoot ?? Path.Combine(root, ".fairlead", "runs"),
        options.RecipesRoot ?? Path.Combine(root, "recipes"),
        options.InvocationDirectory);

    /// <summary>The ledger is not where commands without <c>--runs-root</c> look for it.</summary>
    public bool HasOwnRuns => Runs != Path.Combine(Root, ".fairlead", "runs");

    /// <summary>The emulated clouds and their volume: beside the ledger whose runs they have.</summary>
    public string Emulator => Path.Combine(Path.GetDirectoryName(Runs)!, "emulator");

    /// <summary>What past nights gave.</summary>
    public string Nightly => Path.Combine(Runs, ".nightly");

    /// <summary>What was published, and when.</summary>
    public string Publications => Path.Combine(Runs, ".published");

    /// <summary>The record of the images that were built here.</summary>
    public string ImageManifest => Path.Combine(Cache, "images.json");

    /// <summary>The logs of image builds.</summary>
    public string BuildLogs => Path.Combine(Cache, "image-builds");

    /// <summary>Preparations run like jobs, in a ledger of their own that is emptied as they succeed.</summary>
    public string Preparations => Path.Combine(Cache, "preparations");
}
