using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>
/// Docker's engine over its own socket (Docker Engine API, https://docs.docker.com/reference/api/engine/): an answer costs a
/// millisecond, a start of the client some forty. It takes the client's words and answers in them.
/// </summary>
[SuppressMessage("Reliability", "CA2000", Justification = "Connections live as long as the process; a socket belongs to its stream.")]
internal sealed partial class EngineSocket(HttpClient http)
{
    private static readonly ConcurrentDictionary<string, EngineSocket> Known = new(StringComparer.Ordinal);

    /// <summary>Null when the engine is to be reached by its client alone.</summary>
    public static EngineSocket? Of(ContainerEngine engine) =>
        EngineEndpoint.SocketOf(engine.Client, name => engine.Environment?.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name)) is { } path
            ? Known.GetOrAdd(path, At)
            : null;

    /// <returns>Null where the client has to answer: it was asked something else, or there is nobody at the socket, which it has words for.</returns>
    public async Task<ProcessResult?> TryAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return arguments.ToArray() switch
            {
                ["image", "inspect", .. { Length: > 0 } names] when names.All(IsName) => await InspectAsync(names, cancellationToken),
                ["image", "ls", "--all", "--quiet", "--no-trunc"] => await ListAsync("images/json?all=1", image => [image.Id], cancellationToken),
                ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"] => await ListAsync("images/json", image => image.RepoTags ?? [], cancellationToken),
                ["image", "tag", var image, var name] when IsName(image) && Tagged().IsMatch(name) => await TagAsync(image, name, cancellationToken),
                ["image", "rm", var name] when IsName(name) => await AskAsync(HttpMethod.Delete, $"images/{name}", null, cancellationToken),
                ["info", "--format", "{{json .DriverStatus}}"] => Pick(await AskAsync(HttpMethod.Get, "info", null, cancellationToken), EngineJson.Default.EngineInfo, info => info.DriverStatus?.ToJsonString() ?? "null"),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Loads an archive that is written while it is read.</summary>
    /// <returns>Null where the client has to do it: nobody is at the socket, or the engine hung up before it had read all, and only the client hears why.</returns>
    public async Task<ProcessResult?> LoadAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var archive = new WrittenContent(write, cancellationToken);
        try
        {
            var answer = await AskAsync(HttpMethod.Post, "images/load?quiet=1", archive, cancellationToken);
            // It has said OK before it reads: what went wrong is the last line of the answer.
            var fault = answer.Output.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Contains("\"error\"", StringComparison.Ordinal));
            return fault is null ? answer : Refused(StrictJson.Read(fault, EngineJson.Default.LoadLine).Error ?? fault);
        }
        catch (Exception) when (archive.Fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    // As the client does: those that are there, and words about the others.
    private async Task<ProcessResult> InspectAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var answers = new List<ProcessResult>();
        foreach (var name in names)
            answers.Add(await AskAsync(HttpMethod.Get, $"images/{name}/json", null, cancellationToken));
        return new ProcessResult(
            answers.Max(answer => answer.ExitCode),
            $"[{string.Join(',', answers.Where(answer => answer.Succeeded).Select(answer => answer.Output))}]",
            string.Join('\n', answers.Where(answer => !answer.Succeeded).Select(answer => answer.Error)));
    }

    private async Task<ProcessResult> ListAsync(string path, Func<ListedImage, IEnumerable<string>> lines, CancellationToken cancellationToken) =>
        Pick(await AskAsync(HttpMethod.Get, path, null, cancellationToken), EngineJson.Default.IReadOnlyListListedImage, images => string.Join('\n', images.SelectMany(lines)));

    private Task<ProcessResult> TagAsync(string image, string name, CancellationToken cancellationToken)
    {
        var parts = Tagged().Match(name).Groups;
        return AskAsync(HttpMethod.Post, $"images/{image}/tag?repo={Uri.EscapeDataString(parts["repository"].Value)}&tag={parts["tag"].Value}", null, cancellationToken);
    }

    private async Task<ProcessResult> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? new ProcessResult(0, text, "") : Refused(StrictJson.Read(text, EngineJson.Default.EngineRefusal).Message ?? text);
    }

    private static ProcessResult Pick<T>(ProcessResult answer, JsonTypeInfo<T> type, Func<T, string> pick) =>
        answer.Succeeded ? answer with { Output = pick(StrictJson.Read(answer.Output, type)) } : answer;

    private static ProcessResult Refused(string words) => new(1, "", $"Error response from daemon: {words}");

    private static EngineSocket At(string path) => new(new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken) })
    {
        BaseAddress = new Uri("http://docker"),
        Timeout = Timeout.InfiniteTimeSpan,
    });

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // What names an image for certain, and nothing else of the API. The client has better words for what does not.
    private static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9]+(?:[._:/@-]{1,2}[A-Za-z0-9]+)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<repository>[A-Za-z0-9]+(?:[._:/-]{1,2}[A-Za-z0-9]+)*):(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]*)\z")]
    private static partial Regex Tagged();
}
