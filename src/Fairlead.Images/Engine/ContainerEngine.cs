using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>One container engine, through its own command-line client, which carries contexts, credentials and builders; what docker's engine can be asked over its socket, it is.</summary>
/// <param name="Client">The program: docker, or podman, which takes the same words.</param>
/// <param name="Environment">Variables over those of this process, such as DOCKER_HOST.</param>
public sealed record ContainerEngine(string Client = "docker", IReadOnlyDictionary<string, string>? Environment = null)
{
    // Docker's words and podman's. "No such file" would be about the socket of an engine that is not there.
    private static readonly string[] NoSuch = ["no such image", "no such object", "image not known"];

    /// <summary>How long a question may go unanswered.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Hears what is waited for.</summary>
    public Action<string> Tell { get; init; } = Terminal.OfProcess.Progress;

    // The runtime hands errno through as HResult (errno.h).
    private const int BrokenPipe = 32;

    /// <summary>Gives the engine a command, whatever comes of it.</summary>
    /// <exception cref="FairleadException">The client cannot be started, or it or the engine hangs.</exception>
    public Task<ProcessResult> TryAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => EngineWaits.IsQuestion(arguments)
        ? EngineWaits.ForAnswerAsync(this, arguments, token => AskAsync(arguments, token), cancellationToken)
        : WhileAnsweringAsync(token => AskAsync(arguments, token), cancellationToken);

    /// <summary>Does something that takes long, as long as the engine answers questions meanwhile.</summary>
    /// <exception cref="FairleadException">It no longer does.</exception>
    public Task<T> WhileAnsweringAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        EngineWaits.WhileAnsweringAsync(this, work, cancellationToken);

    /// <summary>Has the engine load an archive that is written while it is read.</summary>
    /// <exception cref="FairleadException">The client cannot be started, or it or the engine hangs.</exception>
    public Task<ProcessResult> LoadAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) => WhileAnsweringAsync(
        async token => (EngineSocket.Of(this) is { } socket ? await socket.LoadAsync(write, token) : null)
            ?? await FeedOnceAsync(["load", "--quiet"], write, token),
        cancellationToken);

    /// <summary>Runs the client, which must end well, and gives what it printed.</summary>
    /// <exception cref="FairleadException">It did not; the problem holds its words.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await TryAsync(arguments, cancellationToken);
        return result.Succeeded ? result.Output : throw EngineFault.Of(this, arguments, result);
    }

    /// <summary>Runs the client with input that is written while it runs.</summary>
    /// <exception cref="FairleadException">The client cannot be started, or it or the engine hangs.</exception>
    public Task<ProcessResult> FeedAsync(IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WhileAnsweringAsync(token => FeedOnceAsync(arguments, write, token), cancellationToken);

    /// <summary>Runs the client with output that is read while it runs, to its end.</summary>
    /// <exception cref="FairleadException">The client cannot be started, or it or the engine hangs.</exception>
    public Task<ProcessResult> ReadAsync(IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        WhileAnsweringAsync(token => ReadOnceAsync(arguments, read, token), cancellationToken);

    /// <summary>Null when the engine has no such image.</summary>
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task<ImageDetails?> FindImageAsync(string reference, CancellationToken cancellationToken)
    {
        string[] arguments = ["image", "inspect", reference];
        var result = await TryAsync(arguments, cancellationToken);
        if (result.Succeeded)
            return ImageDetailsJson.Read(result.Output)[0];
        return IsAboutImages(result) ? null : throw EngineFault.Of(this, arguments, result);
    }

    /// <summary>All images, those without a tag included.</summary>
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task<ImmutableArray<ImageDetails>> ListImagesAsync(CancellationToken cancellationToken)
    {
        var ids = (await RunAsync(["image", "ls", "--all", "--quiet", "--no-trunc"], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        if (ids.Length == 0)
            return [];
        // An image that goes between the two questions makes the client fail, and still print the others.
        string[] arguments = ["image", "inspect", .. ids];
        var result = await TryAsync(arguments, cancellationToken);
        return result.Succeeded || IsAboutImages(result) ? ImageDetailsJson.Read(result.Output) : throw EngineFault.Of(this, arguments, result);
    }

    private async Task<ProcessResult> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (EngineSocket.Of(this) is { } socket ? await socket.TryAsync(arguments, cancellationToken) : null)
        ?? await ChildProcess.RunAsync(Client, arguments, environment: Environment, cancellationToken: cancellationToken);

    private async Task<ProcessResult> FeedOnceAsync(IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(Client, arguments, environment: Environment);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await write(process.StandardInput.BaseStream, cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException exception) when (exception.HResult == BrokenPipe)
            {
                // It left before it had read everything; its exit code and words say why.
            }

            await process.WaitForExitAsync(cancellationToken);
            return new ProcessResult(process.ExitCode, await output, await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task<ProcessResult> ReadOnceAsync(IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(Client, arguments, environment: Environment);
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await read(process.StandardOutput.BaseStream, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessResult(process.ExitCode, "", await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool IsAboutImages(ProcessResult failure) => NoSuch.Any(words => failure.Error.Contains(words, StringComparison.OrdinalIgnoreCase));
}
