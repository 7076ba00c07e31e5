using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Fairlead.Primitives;

/// <summary>A SHA-256 digest, written as 64 lower-case hexadecimal characters.</summary>
[JsonConverter(typeof(DigestConverter))]
public readonly record struct Digest : IComparable<Digest>
{
    private const int HexLength = 64;
    private readonly string? hex;

    private Digest(string hex) => this.hex = hex;

    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static Digest Of(Stream stream) => new(Convert.ToHexStringLower(SHA256.HashData(stream)));

    public static Digest OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return Of(stream);
    }

    /// <summary>Wraps a finished hash of 32 bytes.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) =>
        hash.Length == SHA256.HashSizeInBytes
            ? new(Convert.ToHexStringLower(hash))
            : throw new ArgumentException($"expected {SHA256.HashSizeInBytes} bytes, found {hash.Length}", nameof(hash));

    /// <exception cref="FormatException">The text is not 64 lower-case hexadecimal characters.</exception>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"expected 64 hexadecimal characters, found '{text}'");

    public static bool TryParse(string? text, out Digest digest)
    {
        var valid = text is { Length: HexLength } && text.All(char.IsAsciiHexDigitLower);
        digest = valid ? new(text!) : default;
        return valid;
    }

    public int CompareTo(Digest other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => hex ?? new string('0', HexLength);

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;
}
