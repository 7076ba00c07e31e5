namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Speaks SSH to one host. It knows nothing of scripts and files.</summary>
internal interface ISshClient
{
    /// <summary>For people: which client it is, and why.</summary>
    string Description { get; }

    /// <summary>Makes sure that there is a connection.</summary>
    /// <exception cref="ConnectionLostException">The host cannot be reached.</exception>
    /// <exception cref="Primitives.FairleadException">The host is not trusted, or does not let us in.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Gives a command to the login shell and waits for its end. A cancelled one is left alone; so is what it does on the host.</summary>
    /// <returns>What it exits with.</returns>
    /// <exception cref="ConnectionLostException">The connection broke before the end was seen.</exception>
    Task<int> RunAsync(string command, CommandStreams streams, CancellationToken cancellationToken);
}

/// <param name="Feed">Writes the command's input, which ends with it. It is not waited for when the command ends first.</param>
/// <param name="Output">Takes what the command prints, in order.</param>
/// <param name="Error">Takes what it complains about, in order.</param>
internal sealed record CommandStreams(Func<Stream, CancellationToken, Task> Feed, Action<ReadOnlySpan<byte>> Output, Action<ReadOnlySpan<byte>> Error);
