using System.Collections.Frozen;
using System.Collections.Immutable;
using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

/// <summary>Every key a profile may hold. The documentation, the checks, the defaults and InitProfile all read this table.</summary>
public static class KnownKeys
{
    public const string Executor = "executor";
    public const string Extends = "extends";
    public const string Stages = "stages";
    public const string ContainerImage = "container_image";
    public const string BuildArguments = "build_args";
    public const string Nodes = "nodes";
    public const string GpusPerNode = "gpus_per_node";
    public const string ProcessesPerNode = "nprocs_per_node";
    public const string EnvironmentVariables = "env_vars";
    public const string Mounts = "mounts";
    public const string Launch = "launch";
    public const string LauncherArguments = "launcher_args";
    public const string RunCommand = "run_command";
    public const string Python = "python";
    public const string DefaultPython = "python3";
    public const string StartupCommands = "startup_commands";
    public const string WorkingDirectory = "workdir";
    public const string SourceMaxFileBytes = "source_max_file_bytes";
    public const string SourceMaxArchiveBytes = "source_max_archive_bytes";
    public const string RemoteJobDirectory = "remote_job_dir";
    public const string SecretVariables = "secret_vars";
    public const string PlainSecrets = "allow_plain_secrets";

    private static readonly ImmutableArray<ExecutorKind> Any = [Local, Docker, Slurm, Lepton, DgxCloud];

    private static readonly KnownKey[] Common =
    [
        new(Executor, Text, Any, "Where jobs run: local, docker, slurm, lepton or dgxcloud.", Required: true),
        new(Extends, Text, Any, "The profile this one is laid over."),
        new(Stages, Table, Any, "Overlays by stage, as [<profile>.stages.<stage>]."),
        new(ContainerImage, Text, Any, "The image the job runs in; the recipe's own image when absent."),
        new(BuildArguments, TextTable, Any, "Build arguments for the recipe's Dockerfile, over its own; they stay in the image, so no secrets."),
        new(Nodes, Integer, Any, "How many nodes.", 1L),
        new(GpusPerNode, Integer, Any, "GPUs on each node; 0 is a value, not the absence of one."),
        new(ProcessesPerNode, Integer, Any, "Ranks on each node; from the GPUs when absent."),
        new(EnvironmentVariables, TextTable, Any, "Variables for the job, over all others but those of the rank's place."),
        new(StartupCommands, TextList, Any, "Shell lines before the main command; the first failure ends the job."),
        new(RunCommand, Text, Any, "A command template with {script} and {config}, in place of the one chosen by launch."),
        new(Python, Text, Any, "The interpreter that starts the script.", DefaultPython),
        new(Launch, Text, Any, "What starts the ranks: torchrun, ray or direct; the recipe's choice when absent."),
        new(LauncherArguments, TextList, Any, "Extra options for the launcher itself."),
        new(Mounts, MountList, Any, "Host paths as host:container, git checkouts as ${auto_mount:git+URL@REF,TARGET}, Lepton volumes as tables with path, mount_path and from."),
        new("repo_root", Text, Any, "The checkout to take the sources from; the one of the recipe when absent."),
        new(SourceMaxFileBytes, Integer, Any, "The largest source file that is shipped, in bytes.", 1L << 20),
        new(SourceMaxArchiveBytes, Integer, Any, "The largest compressed source archive, in bytes; no limit when absent."),
        new(RemoteJobDirectory, Text, Any, "The directory jobs live in, where they run; becomes NEMO_RUN_DIR and the home of HF_HOME."),
    ];

    public static ImmutableArray<KnownKey> All { get; } = [.. Common, .. DockerKeys.All, .. SlurmKeys.All, .. CloudKeys.All, .. LeptonKeys.All, .. DgxCloudKeys.All];

    private static readonly FrozenDictionary<string, KnownKey> ByName = All.ToFrozenDictionary(key => key.Name);

    public static KnownKey? Find(string name) => ByName.GetValueOrDefault(name);

    public static IEnumerable<KnownKey> For(ExecutorKind executor) => All.Where(key => key.Executors.Contains(executor));

    /// <summary>Keys without which a profile of this executor cannot be used.</summary>
    public static IEnumerable<string> RequiredFor(ExecutorKind executor) =>
        For(executor).Where(key => key.Required || key.Name == RequiredOfCommonKeys(executor)).Select(key => key.Name);

    private static string? RequiredOfCommonKeys(ExecutorKind executor) => executor switch
    {
        Lepton or DgxCloud => ContainerImage,
        Slurm => RemoteJobDirectory,
        _ => null,
    };
}
