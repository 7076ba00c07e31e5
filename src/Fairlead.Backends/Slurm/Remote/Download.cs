using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Brings a directory of a remote host here, by commands that may be repeated.</summary>
internal sealed class Download(IRemoteHost host, string remoteDirectory, string localDirectory)
{
    private const long PieceBytes = 16 << 20;
    private const int PiecesAtOnce = 200;
    private const int CommandsAtOnce = 2;
    private static readonly RemoteScript ListTree = new("list-tree.sh", Repeatable: true);
    private static readonly RemoteScript ReadPieces = new("read-pieces.sh", Repeatable: true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var tree = RemoteTree.Parse((await RequireAsync(ListTree, [remoteDirectory], cancellationToken)).Output.Span);
        var links = DownloadedLinks.Checked(remoteDirectory, tree.Links);
        foreach (var folder in tree.Folders)
            Directory.CreateDirectory(Path.Combine(localDirectory, folder));
        foreach (var (path, size) in tree.Files)
        {
            await using var file = new FileStream(Path.Combine(localDirectory, path), FileMode.CreateNew);
            file.SetLength(size);
        }

        await Parallel.ForEachAsync(
            tree.Batches(PieceBytes, PiecesAtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = CommandsAtOnce, CancellationToken = cancellationToken },
            async (batch, token) => await BringAsync(batch, token));
        links.PlaceIn(localDirectory);
    }

    private async Task BringAsync(IReadOnlyList<FilePiece> batch, CancellationToken cancellationToken)
    {
        var answer = await RequireAsync(ReadPieces, [remoteDirectory, .. batch.SelectMany(ToWords)], cancellationToken);
        if (answer.Output.Length != batch.Sum(piece => piece.Length))
            throw FairleadException.Stage($"a file below {remoteDirectory} on {host.Name} became shorter while it was brought here", "run the command again once the job writes there no more");
        var rest = answer.Output;
        foreach (var piece in batch)
        {
            using var file = File.OpenHandle(Path.Combine(localDirectory, piece.Path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            await RandomAccess.WriteAsync(file, rest[..(int)piece.Length], piece.Offset, cancellationToken);
            rest = rest[(int)piece.Length..];
        }
    }

    private static string[] ToWords(FilePiece piece) =>
        [piece.Path, piece.Offset.ToString(CultureInfo.InvariantCulture), piece.Length.ToString(CultureInfo.InvariantCulture)];

    private async Task<RemoteResult> RequireAsync(RemoteScript script, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(script, arguments, default, cancellationToken);
        return result.Succeeded
            ? result
            : throw FairleadException.Stage($"cannot read {remoteDirectory} on {host.Name}: {result.Error.Trim()}", "check the directory and its rights");
    }
}
