using System.Text;
using Fairlead.Primitives;
using Renci.SshNet.Common;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Decides whether the host that answered is the one that was meant.</summary>
internal sealed class HostTrust(SshTarget target)
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private byte[]? accepted;

    public KnownHosts Known { get; } = KnownHosts.Read([.. target.OwnKnownHosts, .. target.GlobalKnownHosts], target.KnownAs, target.Port);

    /// <summary>Why it is not; null while nothing speaks against it.</summary>
    public FairleadException? Refusal { get; private set; }

    /// <summary>The only place where a host key is trusted. It comes again whenever the connection's keys are renewed.</summary>
    public void Judge(object? sender, HostKeyEventArgs shown)
    {
        shown.CanTrust = false;
        Refusal = accepted?.AsSpan().SequenceEqual(shown.HostKey) == true ? null : Fault(shown);
        shown.CanTrust = Refusal is null;
        accepted = Refusal is null ? shown.HostKey : null;
    }

    private FairleadException? Fault(HostKeyEventArgs shown)
    {
        var verdict = Known.Judge(shown.HostKey);
        if (verdict is HostVerdict.Revoked revoked)
            return SshFailure.Refused($"{target.Site.Address} shows a host key that is marked as revoked in {revoked.Where}", "ask its administrators for the right one");
        if (shown.Certificate is { } certificate && Known.IsAuthority(certificate.CertificateAuthorityKey))
            return HostCertificate.Fault(certificate, target.KnownAs) is { } fault ? SshFailure.Refused($"{target.Site.Address} shows a host certificate that {fault}", "ask its administrators for another") : null;
        switch (verdict)
        {
            case HostVerdict.Trusted:
                return null;
            case HostVerdict.Changed changed:
                return SshFailure.Changed(target.Site, changed.Where, Known.Name);
            case HostVerdict.Unknown when target.Site.AcceptNewHostKey && !Known.HasAuthorities:
                Remember(shown.HostKey);
                return null;
            default:
                return SshFailure.Unknown(target.Site);
        }
    }

    private void Remember(byte[] key)
    {
        if (target.NewHosts is not { } file)
            return;
        var line = $"{(target.HashKnownHosts ? KnownHostEntry.HashOf(Known.Name) : Known.Name)} {WireReader.KindOf(key)} {Convert.ToBase64String(key)}\n";
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!, OwnFolder);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        using var stream = new FileStream(file, options);
        if (stream.CanSeek && stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
                line = $"\n{line}";
        }

        if (stream.CanSeek)
            stream.Seek(0, SeekOrigin.End);
        stream.Write(Encoding.UTF8.GetBytes(line));
    }
}
