using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What the built-in client cannot do.</summary>
/// <param name="reason">As in "OpenSSH is needed: …".</param>
/// <param name="instead">What to do that needs no other client; ends with a comma.</param>
internal sealed class OpenSshNeededException(SlurmSite site, string reason, Exception? inner = null, string instead = "")
    : FairleadException(ExitCode.SubmissionRefused, $"the built-in SSH client cannot reach {site.Address}: {reason}", $"{instead}set ssh_client = \"openssh\" in the profile, and log in by hand first where it asks for something: ssh {site.Host}", inner)
{
    public string Reason { get; } = reason;
}
