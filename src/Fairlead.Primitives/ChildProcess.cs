using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Fairlead.Primitives;

/// <summary>A finished child process and what it printed.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>A finished child process and the bytes it printed.</summary>
public sealed record ProcessBytes(int ExitCode, ReadOnlyMemory<byte> Output, string Error);

/// <summary>Runs programs from argument lists, never through a shell.</summary>
public static class ChildProcess
{
    private const int TextFileBusy = 26; // ETXTBSY, errno.h
    private const int StartAttempts = 10;
    private const int PauseMilliseconds = 10;

    /// <summary>Runs to the end and captures both streams. A cancelled run is killed with all its children.</summary>
    /// <exception cref="FairleadException">The program cannot be started.</exception>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? input = null,
        CancellationToken cancellationToken = default)
    {
        var result = await RunBytesAsync(program, arguments, Encoding.UTF8.GetBytes(input ?? ""), workingDirectory, environment, cancellationToken);
        return new ProcessResult(result.ExitCode, Encoding.UTF8.GetString(result.Output.Span), result.Error);
    }

    /// <summary>The same for input and output that are not text.</summary>
    /// <exception cref="FairleadException">The program cannot be started.</exception>
    public static async Task<ProcessBytes> RunBytesAsync(
        string program,
        IReadOnlyList<string> arguments,
        ReadOnlyMemory<byte> input = default,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Start(program, arguments, workingDirectory, environment);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await FeedAsync(process, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessBytes(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts a program with all three streams redirected; the caller owns the process.</summary>
    /// <exception cref="FairleadException">The program cannot be started, or an argument would reach it cut short.</exception>
    public static Process Start(
        string program,
        IReadOnlyList<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        if (arguments.FirstOrDefault(argument => argument.Contains('\0', StringComparison.Ordinal)) is { } odd)
            throw FairleadException.Usage($"an argument of {program} cannot carry a NUL character, found one in '{odd.Replace("\0", "\\0", StringComparison.Ordinal)}'", "remove it");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception exception) when (exception.NativeErrorCode == TextFileBusy && attempt < StartAttempts)
            {
                // It was written a moment ago, and a program that another thread is just starting holds it until it has begun.
                Thread.Sleep(attempt * PauseMilliseconds);
            }
            catch (Win32Exception exception)
            {
                throw FairleadException.Stage($"cannot start '{program}': {exception.Message}", $"install {program} or put it on PATH", exception);
            }
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, cancellationToken);
        return read.ToArray();
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program left before reading all of its input; its exit code says whether that matters.
        }
    }
}
