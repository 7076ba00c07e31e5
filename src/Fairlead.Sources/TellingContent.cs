using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Fairlead.Sources;

/// <summary>Files that say by what they hold that they should not ship as they are.</summary>
internal static partial class TellingContent
{
    private const int HeadBytes = 256;
    private const int KeyFileBytes = 1 << 16;

    private const byte Unknown = 0;
    private const byte Nothing = 1;
    private const byte Key = 2;
    private const byte KeyFile = 3;
    private const byte LfsPointer = 4;

    /// <summary>What a note says; null: nothing.</summary>
    public static (LeftOutKind Kind, string Rule)? Of(byte note) => note switch
    {
        Key => (LeftOutKind.Secret, "holds a private key"),
        KeyFile => (LeftOutKind.Secret, "JSON with a private_key"),
        LfsPointer => (LeftOutKind.Pointer, "a Git LFS pointer ships in its place; git lfs pull"),
        _ => null,
    };

    /// <returns>A note of what the file is; 0 when it cannot be read.</returns>
    public static byte Find(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> head = stackalloc byte[HeadBytes];
            head = head[..RandomAccess.Read(file, head, 0)];
            var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
            if (PrivateKey.IsMatch(text))
                return Key;
            if (Pointer.IsMatch(text))
                return LfsPointer;
            return text.StartsWith('{') && HasPrivateKeyMember(file) ? KeyFile : Nothing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unknown; // Packing it says so.
        }
    }

    // As in the key files of service accounts.
    private static bool HasPrivateKeyMember(SafeFileHandle file)
    {
        var bytes = new byte[KeyFileBytes];
        return bytes.AsSpan(0, RandomAccess.Read(file, bytes, 0)).IndexOf("\"private_key\""u8) >= 0;
    }

    // RFC 7468, RFC 4716, and PuTTY's format.
    [GeneratedRegex("^(-----BEGIN [A-Z0-9 ]*PRIVATE KEY|---- BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File-[0-9])")]
    private static partial Regex PrivateKey { get; }

    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
    [GeneratedRegex("^version https://git-lfs\\.github\\.com/spec/v[0-9]+\noid ")]
    private static partial Regex Pointer { get; }
}
