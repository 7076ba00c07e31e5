using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests.Rendering;

/// <summary>Jobs for Slurm to start from, and their rendering.</summary>
internal static class SlurmJobs
{
    public const string JobDirectory = "/shared/lab7/jobs";
    public const string Image = "registry.test/nemo:25.11";

    /// <summary>Where settings are said to come from.</summary>
    public static readonly Origin Here = new("profile hpc", "/home/me/env.toml", 7);

    public static readonly PinnedCommit Megatron = new("https://git.test/nv/Megatron-LM.git", "main", new string('a', 40), "/opt/Megatron-LM");
    public static readonly PinnedCommit Bridge = new("git@git.test:nv/bridge", "v1", new string('b', 40), "/opt/bridge");

    public static ResolvedJob Plain { get; } = With(
        Jobs.Plain with { Profile = "hpc", Executor = "slurm", Nodes = 2, GpusPerNode = 8, ProcessesPerNode = 8 },
        ("remote_job_dir", JobDirectory),
        ("account", "lab7"),
        ("run_partition", "debug"),
        ("batch_partition", "main"),
        ("time", "04:00:00"));

    public static RenderInputs Inputs(ResolvedJob job) => new(
        job,
        Jobs.Source,
        ImmutableSortedDictionary<string, PinnedArtifact>.Empty.Add("data", new PinnedArtifact("nano3-sft-data", Digest.Of("data"))),
        ImmutableSortedDictionary<string, Digest>.Empty)
    {
        Commits = [.. job.Mounts.OfType<GitMount>().Select(mount => new[] { Megatron, Bridge }.Single(commit => commit.Target == mount.Target))],
    };

    public static JobRequest Render(ResolvedJob job) => Known.Render(Inputs(job));

    public static string Batch(ResolvedJob job) => Render(job).Files["job.sbatch"];

    public static string Member(ResolvedJob job) => Render(job).Files["rank.sh"];

    /// <summary>The job with settings laid over its own: a string, a number, a flag, a list of strings, or a ready setting.</summary>
    public static ResolvedJob With(this ResolvedJob job, params (string Key, object Value)[] settings) =>
        job with { ExecutorSettings = settings.Aggregate(job.ExecutorSettings, (table, item) => table.With(item.Key, Setting(item.Value))) };

    public static TableSetting Table(params (string Key, object Value)[] items) =>
        new(items.ToImmutableSortedDictionary(item => item.Key, item => Setting(item.Value)), Here);

    public static HostMount Host(string source, string target, string? options = null) => new(source, target, options, Here);

    public static GitMount Git(PinnedCommit commit) => new(commit.Repository, commit.Reference, commit.Target, Here);

    private static Setting Setting(object value) => value switch
    {
        Setting ready => ready,
        int number => new ScalarSetting((long)number, Here),
        string[] list => new ListSetting([.. list.Select(Setting)], Here),
        TableSetting[] tables => new ListSetting([.. tables], Here),
        _ => new ScalarSetting(value, Here),
    };
}
