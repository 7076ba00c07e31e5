using System.Globalization;
using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Emulation;

/// <summary>Where a checkout's emulated clouds are: their folder, and the port that they serve on. The port is chosen once, so that requests stay the same.</summary>
internal sealed record EmulatorPlace(string Directory, int Port)
{
    private const int SecretBytes = 24;

    /// <summary>The only volume there is; pods see it where it is.</summary>
    public string Volume => Path.Combine(Directory, "volume");

    public string SecretFile => Path.Combine(Directory, "secret");

    /// <summary>Written by the emulator once it serves; gone when it has ended.</summary>
    public string Record => Path.Combine(Directory, "emulator.json");

    public string Log => Path.Combine(Directory, "emulator.log");

    /// <summary>Held by the command that starts or ends it.</summary>
    public string Lock => Path.Combine(Directory, "lock");

    /// <summary>Held by the emulator until its last pod has ended.</summary>
    public string Serving => Path.Combine(Directory, "emulator.lock");

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <param name="directory">Absolute; made when it is not there.</param>
    public static EmulatorPlace At(string directory)
    {
        PrivateFolder.Create(directory);
        System.IO.Directory.CreateDirectory(Path.Combine(directory, "volume"));
        var port = Once(Path.Combine(directory, "port"), () => FreePort.Find().ToString(CultureInfo.InvariantCulture));
        var place = new EmulatorPlace(directory, int.Parse(port, CultureInfo.InvariantCulture));
        Once(place.SecretFile, () => RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true));
        return place;
    }

    // Of several first commands one writes the file.
    private static string Once(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            var own = AtomicFile.TemporaryFor(path);
            AtomicFile.Write(own, make(), AtomicFile.Private);
            try
            {
                File.Move(own, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(own);
            }
        }

        return File.ReadAllText(path).Trim();
    }
}
