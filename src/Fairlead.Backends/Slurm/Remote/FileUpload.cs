using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Sends one file, from where it is not yet.</summary>
/// <param name="run">Runs a script once whose input is written by what is given.</param>
internal sealed class FileUpload(Func<RemoteScript, IReadOnlyList<string>, Func<Stream, CancellationToken, Task>, CancellationToken, Task<RemoteResult>> run, string hostName)
{
    private const int BlockSize = 1 << 20;
    private static readonly RemoteScript BeginUpload = new("begin-upload.sh", Repeatable: true);
    private static readonly RemoteScript Receive = new("receive.sh", Repeatable: true);

    public async Task SendAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(localFile, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var begun = await RequireAsync(BeginUpload, [remotePath, Text(file.Length)], (_, _) => Task.CompletedTask);
        if (long.Parse(begun, CultureInfo.InvariantCulture) is var present && present < file.Length)
        {
            var block = present / BlockSize;
            file.Position = block * BlockSize;
            var there = await RequireAsync(Receive, [remotePath, Text(BlockSize), Text(block)], (input, token) => FeedAsync(file, input, sent, token));
            if (long.Parse(there, CultureInfo.InvariantCulture) is var size && size < file.Length)
                throw new ConnectionLostException($"of {localFile} {size} of {file.Length} bytes arrived at {hostName}", "run the command again: what is there already is found and not repeated");
        }

        sent?.Report(file.Length);

        async Task<string> RequireAsync(RemoteScript script, IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> feed)
        {
            var result = await run(script, arguments, feed, cancellationToken);
            return result.Succeeded
                ? result.Text
                : throw FairleadException.Stage($"cannot write {remotePath} on {hostName}: {result.Error.Split('\n')[0]}", "check the directory, its rights and the space left there");
        }
    }

    private static async Task FeedAsync(FileStream file, Stream input, IProgress<long>? sent, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        while (await file.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await input.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            sent?.Report(file.Position);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
