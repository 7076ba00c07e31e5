namespace Fairlead.Stages.Tests.Support;

/// <summary>Damages files of a cache, which are read-only, as a failing disk would.</summary>
internal static class Overwrite
{
    public static void Bytes(string path, string text)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, text);
    }

    public static void FlipLastByte(string path)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
