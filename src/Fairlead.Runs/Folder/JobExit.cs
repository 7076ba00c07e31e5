using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Folder;

/// <summary>What a job's own script records last, in <c>exit.json</c>.</summary>
/// <param name="Kind">What a member is: <c>rank</c>, or <c>node</c> where a launcher starts the ranks; <c>batch</c> when none had begun.</param>
/// <param name="Member">The first member that failed; null when none did, or it could not say so.</param>
/// <param name="Finished">Unix seconds.</param>
public sealed record JobExit(int ExitCode, string Kind, int? Member, bool Cancelled, long Finished) : IJsonOnDeserialized
{
    private const int MaximumCode = 255;
    private const int CannotExecute = 126;
    private const int NotFound = 127;
    private const int SignalBase = 128;
    private const string BatchKind = "batch";

    /// <summary>What the script itself said before it ended badly; null where it said nothing, or a member is what failed.</summary>
    [JsonIgnore]
    public string? Words { get; init; }

    [JsonIgnore]
    public RunStatus Status => Cancelled
        ? new RunStatus(RunState.Cancelled, "cancelled", Finished: FinishedAt)
        : ExitCode == 0
            ? new RunStatus(RunState.Succeeded, "exited 0", ExitCode: 0, Finished: FinishedAt)
            : new RunStatus(RunState.Failed, $"exited {ExitCode}", Reason, ExitCode, Member, FinishedAt);

    [JsonIgnore]
    public string Reason => ExitCode switch
    {
        CannotExecute => $"{Who} could not be started: its program is not executable",
        NotFound => $"{Who} could not be started: its program was not found",
        > SignalBase => $"{Who} was ended by signal {(ExitCode - SignalBase).ToString(CultureInfo.InvariantCulture)}",
        _ => $"{Who} exited with code {ExitCode.ToString(CultureInfo.InvariantCulture)}{(Words is null ? "" : $": {Words}")}",
    };

    private string Who => Member is { } member ? $"{Kind} {member.ToString(CultureInfo.InvariantCulture)}" : Kind == BatchKind ? "the batch script" : $"a {Kind}";

    private DateTimeOffset FinishedAt => DateTimeOffset.FromUnixTimeSeconds(Finished);

    /// <exception cref="JsonException">It is no such record; the message names the member.</exception>
    public static JobExit Read(string json) => StrictJson.Read(json, JobExitJson.Default.JobExit);

    /// <summary>Null when there is none at that path.</summary>
    /// <exception cref="JsonException">What lies there is no such record.</exception>
    public static JobExit? ReadFile(string path) => RecordFile.Read(path, JobExitJson.Default.JobExit);

    void IJsonOnDeserialized.OnDeserialized()
    {
        Require(ExitCode is >= 0 and <= MaximumCode, "$.exit_code from 0 to 255", ExitCode);
        Require(Kind is "rank" or "node" or "pod" or BatchKind, "$.kind rank, node, pod or batch", Kind);
        Require(Member is null or >= 0, "$.member from 0, or null", Member);
        Require(Finished >= 0 && Finished <= DateTimeOffset.MaxValue.ToUnixTimeSeconds(), "$.finished in Unix seconds", Finished);
    }

    private static void Require(bool condition, string expected, object? found)
    {
        if (!condition)
            throw new JsonException($"expected {expected}, found {found}");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JobExit))]
internal sealed partial class JobExitJson : JsonSerializerContext;
