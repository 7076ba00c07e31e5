using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What speaks SSH to a login node.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<SshClientKind>))]
public enum SshClientKind
{
    /// <summary>The one built in, unless the user's own SSH configuration asks for what only OpenSSH can do.</summary>
    Auto,

    /// <summary>The one built in; needs no program on this machine.</summary>
    Builtin,

    /// <summary>The OpenSSH client of this machine.</summary>
    OpenSsh,
}
