namespace Fairlead.Recipes.Profiles;

/// <summary>The names of keys that more than their executor reads.</summary>
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
}
