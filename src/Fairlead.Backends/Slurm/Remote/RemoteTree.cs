using System.Globalization;
using System.Text;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What is below a directory of a remote host, by relative path.</summary>
internal sealed record RemoteTree(IReadOnlyList<string> Folders, IReadOnlyList<(string Path, long Size)> Files, IReadOnlyList<(string Path, string Target)> Links)
{
    /// <summary>What every path begins with.</summary>
    private const string Here = "./";

    /// <param name="listing">The output of <c>list-tree.sh</c>.</param>
    public static RemoteTree Parse(ReadOnlySpan<byte> listing)
    {
        var entries = Encoding.UTF8.GetString(listing).Split('\0').Chunk(3).Where(entry => entry.Length == 3).ToLookup(entry => entry[0], entry => (Path: entry[2][Here.Length..], Detail: entry[1]));
        return new RemoteTree(
            [.. entries["d"].Select(folder => folder.Path)],
            [.. entries["f"].Select(file => (file.Path, long.Parse(file.Detail, CultureInfo.InvariantCulture)))],
            [.. entries["l"]]);
    }

    /// <summary>All files in pieces, several small ones or a part of a large one together: each is one answer of a command, and in memory at a time.</summary>
    public IEnumerable<IReadOnlyList<FilePiece>> Batches(long mostBytes, int mostPieces)
    {
        List<FilePiece> batch = [];
        var room = mostBytes;
        foreach (var piece in Files.SelectMany(file => PiecesOf(file.Path, file.Size, mostBytes)))
        {
            if (piece.Length > room || batch.Count == mostPieces)
            {
                yield return batch;
                (batch, room) = ([], mostBytes);
            }

            batch.Add(piece);
            room -= piece.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static IEnumerable<FilePiece> PiecesOf(string path, long size, long most)
    {
        for (long offset = 0; offset < size; offset += most)
            yield return new FilePiece(path, offset, Math.Min(most, size - offset));
    }
}

internal sealed record FilePiece(string Path, long Offset, long Length);
