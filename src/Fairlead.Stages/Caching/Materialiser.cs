using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

internal static class Materialiser
{
    private const UnixFileMode Program = AtomicFile.Private | UnixFileMode.UserExecute;

    public static Task CopyAsync(StageCache cache, StageResult result, string targetDirectory, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var (name, output) in result.Outputs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Copy(cache.PathOf(output.Digest), Path.Combine(targetDirectory, name), output, result);
            }
        },
        cancellationToken);

    private static void Copy(string source, string target, StageOutput output, StageResult result)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = AtomicFile.TemporaryFor(target);
        try
        {
            File.Copy(source, temporary);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, output.Executable ? Program : AtomicFile.Private);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception)
        {
            File.Delete(temporary);
            if (DiskFault.IsFull(exception))
                throw StageEntries.Full(new StoreLayout(Path.GetDirectoryName(target)!, "folder"), result.Stage, output.Size, exception);
            throw;
        }
    }
}
