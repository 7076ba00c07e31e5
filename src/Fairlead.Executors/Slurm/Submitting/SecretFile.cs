using Fairlead.Jobs;
using Fairlead.Primitives;

namespace Fairlead.Executors.Slurm.Submitting;

/// <summary>The text of a run's <c>secrets.env</c>, for a shell to read.</summary>
internal static class SecretFile
{
    /// <exception cref="FairleadException">A reference leads nowhere.</exception>
    public static Secret Of(JobRequest request) =>
        new(string.Concat(request.Secrets.Select(secret => $"{secret.Key}={ShellWord.Quote(SecretValue.Resolve(secret.Key, secret.Value).Reveal())}\n")));
}
