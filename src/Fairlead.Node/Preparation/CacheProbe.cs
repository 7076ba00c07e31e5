using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>Finds out whether ranks see the same folder: rank 0 leaves a file there that nobody could have guessed.</summary>
internal sealed class CacheProbe(string folder, TimeProvider time)
{
    // A network file system may show a new file late.
    private static readonly Poll Patience = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <returns>What to look for.</returns>
    public string Leave()
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        PrivateFolder.Create(folder);
        AtomicFile.Write(PathOf(nonce), nonce);
        return nonce;
    }

    public void Remove(string nonce) => File.Delete(PathOf(nonce));

    /// <exception cref="FairleadException">Rank 0 named no file of a probe.</exception>
    public async Task<bool> SeesAsync(string nonce, CancellationToken cancellationToken)
    {
        if (nonce.Length != 32 || !nonce.All(char.IsAsciiHexDigitLower))
            throw PreparationJson.Odd("rank 0", "the name of a probe");
        return await Patience.WatchAsync(Look, seen => seen, time, cancellationToken);

        Task<bool> Look() => Task.FromResult(Directory.Exists(folder) && Directory.EnumerateFiles(folder, NameOf(nonce)).Any());
    }

    private string PathOf(string nonce) => Path.Combine(folder, NameOf(nonce));

    private static string NameOf(string nonce) => $".probe-{nonce}";
}
