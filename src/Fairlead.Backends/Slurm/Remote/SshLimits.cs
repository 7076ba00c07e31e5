namespace Fairlead.Backends.Slurm.Remote;

/// <summary>How long is waited for a host.</summary>
/// <param name="Connect">For a connection, in sum: to be answered, to agree on keys, to be let in.</param>
/// <param name="Begin">For the login shell to begin with what it is given.</param>
/// <param name="Idle">A command that prints nothing for so long has its connection looked at.</param>
/// <param name="Answer">For an answer to that look.</param>
internal sealed record SshLimits(TimeSpan Connect, TimeSpan Begin, TimeSpan Idle, TimeSpan Answer)
{
    public static readonly SshLimits Usual = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
}
