using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Reads the data types of SSH (RFC 4251, section 5).</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public byte Byte()
    {
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    public uint UInt32()
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[4..];
        return value;
    }

    public byte[] Bytes()
    {
        var length = checked((int)UInt32());
        var value = rest[..length].ToArray();
        rest = rest[length..];
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The kind of a public key, a signature or a certificate is what it begins with.</summary>
    public static string KindOf(ReadOnlySpan<byte> blob) => new WireReader(blob).Text();
}

/// <summary>Writes them.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public WireWriter Byte(byte value)
    {
        bytes.Write([value]);
        return this;
    }

    public WireWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes.GetSpan(sizeof(uint)), value);
        bytes.Advance(sizeof(uint));
        return this;
    }

    public WireWriter Bytes(ReadOnlySpan<byte> value)
    {
        UInt32((uint)value.Length);
        bytes.Write(value);
        return this;
    }

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();
}
