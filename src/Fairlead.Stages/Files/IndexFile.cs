using System.Security.Cryptography;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Stages.Files;

/// <summary>
/// The index on disk: a magic word, a count, the entries, and the SHA-256 of all that. Anything else (another version, a torn or
/// damaged file) reads as an empty index: what is lost is time, never correctness.
/// </summary>
internal static class IndexFile
{
    private static readonly byte[] Magic = "FLFILES2"u8.ToArray();

    public static Dictionary<string, IndexedFile> Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }

        var body = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        return body.StartsWith(Magic) && SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length))
            ? Decode(bytes, body.Length)
            : [];
    }

    public static void Write(string path, IReadOnlyCollection<KeyValuePair<string, IndexedFile>> files)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(files.Count);
            foreach (var (name, file) in files)
                Write(writer, name, file);
        }

        var body = stream.GetBuffer().AsSpan(0, (int)stream.Length);
        stream.Write(SHA256.HashData(body));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Write(BinaryWriter writer, string name, IndexedFile file)
    {
        writer.Write(name);
        writer.Write(file.Stamp.Size);
        writer.Write(file.Stamp.Modified);
        writer.Write(file.Stamp.Changed);
        writer.Write(file.Stamp.Inode);
        writer.Write(Convert.FromHexString(file.Digest.ToString()));
        writer.Write(file.Note);
    }

    private static Dictionary<string, IndexedFile> Decode(byte[] bytes, int length)
    {
        using var stream = new MemoryStream(bytes, Magic.Length, length - Magic.Length);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var count = reader.ReadInt32();
        var files = new Dictionary<string, IndexedFile>(count, StringComparer.Ordinal);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var stamp = new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64());
            reader.ReadExactly(hash);
            files[name] = new IndexedFile(stamp, Digest.FromHash(hash), reader.ReadByte());
        }

        return files;
    }
}
