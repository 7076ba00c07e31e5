using System.Collections.Immutable;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

/// <summary>The keys of any executor.</summary>
internal static class CommonKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new(KnownKeys.Executor, Text, "Where jobs run: one of the executors.", Required: true),
        new(KnownKeys.Extends, Text, "The profile this one is laid over."),
        new(KnownKeys.Stages, Table, "Overlays by stage, as [<profile>.stages.<stage>]."),
        new(KnownKeys.ContainerImage, Text, "The image the job runs in; the recipe's own image when absent.") { Use = KeyUse.OwnedByRecipe | KeyUse.Place, Aliases = ["container"] },
        new(KnownKeys.BuildArguments, TextTable, "Build arguments for the recipe's Dockerfile, over its own; they stay in the image, so no secrets.") { Use = KeyUse.Place },
        new(KnownKeys.Nodes, Integer, "How many nodes.", 1L) { Use = KeyUse.OwnedByRecipe },
        new(KnownKeys.GpusPerNode, Integer, "GPUs on each node; 0 is a value, not the absence of one.") { Use = KeyUse.OwnedByRecipe },
        new(KnownKeys.ProcessesPerNode, Integer, "Ranks on each node; from the GPUs when absent.") { Use = KeyUse.OwnedByRecipe, Aliases = ["nproc_per_node", "ntasks_per_node"] },
        new(KnownKeys.EnvironmentVariables, TextTable, "Variables for the job, over all others but those of the rank's place."),
        new(KnownKeys.StartupCommands, TextList, "Shell lines before the main command; the first failure ends the job."),
        new(KnownKeys.RunCommand, Text, "A command template with {script} and {config}, in place of the one chosen by launch."),
        new(KnownKeys.Python, Text, "The interpreter that starts the script.", KnownKeys.DefaultPython),
        new(KnownKeys.Launch, Text, "What starts the ranks: torchrun, ray (only for a recipe written for it) or direct; the recipe's choice when absent."),
        new(KnownKeys.LauncherArguments, TextList, "Extra options for the launcher itself."),
        new(KnownKeys.Mounts, MountList, "Host paths as host:container, git checkouts as ${auto_mount:git+URL@REF,TARGET}, Lepton volumes as tables with path, mount_path and from.") { Use = KeyUse.Place },
        new("repo_root", Text, "The checkout to take the sources from; the one of the recipe when absent.") { Use = KeyUse.ThisMachine },
        new(KnownKeys.SourceMaxFileBytes, Integer, "The largest source file that is shipped, in bytes.", 1L << 20) { Use = KeyUse.ThisMachine },
        new(KnownKeys.SourceMaxArchiveBytes, Integer, "The largest compressed source archive, in bytes; no limit when absent.") { Use = KeyUse.ThisMachine },
        new(KnownKeys.RemoteJobDirectory, Text, "The directory jobs live in, where they run; becomes NEMO_RUN_DIR and the home of HF_HOME.") { Use = KeyUse.Place },
    ];
}
