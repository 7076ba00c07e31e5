using Renci.SshNet;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Asks to be let in with keys, and remembers whether the host wants more than a key.</summary>
internal sealed class KeyAuthentication(string user, Identities identities) : PrivateKeyAuthenticationMethod(user, identities)
{
    /// <summary>A key was right, and the host wants a second factor.</summary>
    public bool WantsMore { get; private set; }

    public override AuthenticationResult Authenticate(Session session)
    {
        var result = base.Authenticate(session);
        WantsMore |= result == AuthenticationResult.PartialSuccess;
        return result;
    }
}
