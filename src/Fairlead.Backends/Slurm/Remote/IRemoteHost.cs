namespace Fairlead.Backends.Slurm.Remote;

/// <summary>The machine that a cluster's commands are given on: a login node over SSH, or this one.</summary>
public interface IRemoteHost
{
    /// <summary>For messages: <c>this machine</c>, or the host as SSH names it.</summary>
    string Name { get; }

    /// <summary>How the host is reached and why so, for people; known once a command has been given there.</summary>
    string Connection { get; }

    /// <summary>Runs a script. A lost connection is tried again a bounded number of times if the script may be repeated. A cancelled script is ended.</summary>
    /// <param name="arguments">The script's positional parameters: whatever they hold, they arrive as they are.</param>
    /// <param name="input">What the script reads from its standard input.</param>
    /// <exception cref="ConnectionLostException">The host cannot be reached, or the connection broke while the script ran.</exception>
    Task<RemoteResult> RunAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a file, making the directories above it, and has it on the host's disk. What an interrupted transfer left at the path is continued, so the path must
    /// be named by the file's content.
    /// </summary>
    /// <param name="sent">Told how many bytes of the file are there.</param>
    Task UploadAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken);

    /// <summary>Brings a directory with all that is below it to a local one that exists and is empty. Links stay links.</summary>
    /// <exception cref="Primitives.FairleadException">It is not there, or holds a link that leaves it: nothing was brought.</exception>
    Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken);
}
