using System.Diagnostics;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Emulators.Pods;

/// <summary>A pod: real processes with exactly the variables they were given. Its end is the end of its first process, as in a container: what that leaves behind is killed.</summary>
public sealed class Pod
{
    private const int CannotStart = 128;

    // What a process that escaped from its pod may hold open.
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(5);
    private readonly string folder;
    private readonly TimeSpan grace;
    private readonly int process;

    internal Pod(PodSpec spec, string folder, string path, EmulatorOptions options)
    {
        Spec = spec;
        this.folder = folder;
        grace = options.Grace;
        Log = new PodLog($"{folder}.log", options.Time);
        Started = options.Time.GetUtcNow();
        if (!options.RunPods)
        {
            Log.End();
            Completion = Task.FromResult(0);
            return;
        }

        Directory.CreateDirectory(folder);
        try
        {
            var first = PodLaunch.Start(spec, path, folder);
            process = first.Id;
            Completion = RunAsync(first);
        }
        catch (FairleadException exception)
        {
            Message = exception.Problem;
            Log.Append(Encoding.UTF8.GetBytes($"{exception.Message}\n"));
            Log.End();
            Directory.Delete(folder, recursive: true);
            Completion = Task.FromResult(CannotStart);
        }
    }

    public PodSpec Spec { get; }

    public PodLog Log { get; }

    public DateTimeOffset Started { get; }

    /// <summary>Why it could not be started; else null.</summary>
    public string? Message { get; }

    /// <summary>Its exit code, once all of it has ended; 128 plus the signal when it was killed.</summary>
    public Task<int> Completion { get; }

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => Completion.IsCompletedSuccessfully ? Completion.Result : null;

    public PodState State => ExitCode switch { null => PodState.Running, 0 => PodState.Succeeded, _ => PodState.Failed };

    /// <summary>TERM for the first process and, after the grace, KILL for all; done when nothing is left of it.</summary>
    public async Task EndAsync()
    {
        if (Completion.IsCompleted)
            return;
        PodProcesses.End(process);
        await Task.WhenAny(Completion, Task.Delay(grace));
        if (!Completion.IsCompleted)
            PodProcesses.KillAll(process, folder);
        await Completion;
    }

    private async Task<int> RunAsync(Process first)
    {
        using var disposing = first;
        first.StandardInput.Close();
        var output = Task.WhenAll(LineCopy.CopyAsync(first.StandardOutput.BaseStream, Log), LineCopy.CopyAsync(first.StandardError.BaseStream, Log));
        await ExitAsync(first);
        PodProcesses.KillAll(process, folder);
        await Task.WhenAny(output, Task.Delay(LastOutput));
        Log.End();
        Directory.Delete(folder, recursive: true);
        return first.ExitCode;
    }

    // WaitForExitAsync would wait for the streams as well, which survivors may hold.
    private static Task ExitAsync(Process process)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
            exited.TrySetResult();
        return exited.Task;
    }
}
