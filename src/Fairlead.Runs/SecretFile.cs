using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Runs;

/// <summary>The text of a file of secrets, for a shell to read.</summary>
public static class SecretFile
{
    /// <exception cref="FairleadException">A reference leads nowhere.</exception>
    public static Secret Of(JobRequest request) =>
        new(string.Concat(request.Secrets.Select(secret => $"{secret.Key}={ShellWord.Quote(SecretValue.Resolve(secret.Key, secret.Value).Reveal())}\n")));
}
