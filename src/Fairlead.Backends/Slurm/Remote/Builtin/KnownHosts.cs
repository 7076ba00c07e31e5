using System.Globalization;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>What the files of known hosts say of one host.</summary>
internal sealed class KnownHosts
{
    private const int UsualPort = 22;
    private readonly IReadOnlyList<KnownHostEntry> own;
    private readonly IReadOnlyList<KnownHostEntry> bare;

    private KnownHosts(string name, IReadOnlyList<KnownHostEntry> own, IReadOnlyList<KnownHostEntry> bare) => (Name, this.own, this.bare) = (name, own, bare);

    /// <summary>As the host is listed: with its port, unless that is the usual one.</summary>
    public string Name { get; }

    /// <summary>The kinds of keys that the host is known by.</summary>
    public IEnumerable<string> KeyKinds => own.Concat(bare).Where(entry => entry.Marker == KnownHostMarker.None).Select(entry => entry.KeyKind).Distinct();

    public bool HasAuthorities => own.Concat(bare).Any(entry => entry.Marker == KnownHostMarker.CertificateAuthority);

    public static KnownHosts Read(IEnumerable<string> files, string host, int port) => Of([.. files.Where(File.Exists).SelectMany(Parse)], host, port);

    public static KnownHosts Of(IReadOnlyList<KnownHostEntry> entries, string host, int port)
    {
        var name = port == UsualPort ? host : $"[{host}]:{port.ToString(CultureInfo.InvariantCulture)}";
        return new KnownHosts(name, [.. entries.Where(entry => entry.Names(name))], port == UsualPort ? [] : [.. entries.Where(entry => entry.Names(host))]);
    }

    /// <summary>A key that is listed for the name without its port is trusted; any other there says nothing about this port.</summary>
    public HostVerdict Judge(byte[] key) =>
        Find(KnownHostMarker.Revoked, key) is { } revoked ? new HostVerdict.Revoked(revoked.Where)
        : Find(KnownHostMarker.None, key) is not null ? new HostVerdict.Trusted()
        : own.Where(entry => entry.Marker == KnownHostMarker.None).OrderByDescending(entry => entry.KeyKind == WireReader.KindOf(key)).FirstOrDefault() is { } other ? new HostVerdict.Changed(other.Where)
        : new HostVerdict.Unknown();

    public bool IsAuthority(byte[] key) => Find(KnownHostMarker.CertificateAuthority, key) is not null && Find(KnownHostMarker.Revoked, key) is null;

    private KnownHostEntry? Find(KnownHostMarker marker, byte[] key) =>
        own.Concat(bare).FirstOrDefault(entry => entry.Marker == marker && entry.Key.AsSpan().SequenceEqual(key));

    private static IEnumerable<KnownHostEntry> Parse(string file) =>
        File.ReadLines(file).Select((line, index) => KnownHostEntry.Parse(line, $"{file}:{index + 1}")).OfType<KnownHostEntry>();
}

/// <summary>Whether a host is the one that it is known as.</summary>
internal abstract record HostVerdict
{
    public sealed record Trusted : HostVerdict;

    public sealed record Unknown : HostVerdict;

    public sealed record Changed(string Where) : HostVerdict;

    public sealed record Revoked(string Where) : HostVerdict;
}
