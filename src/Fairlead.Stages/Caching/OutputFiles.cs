using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Stages.Files;

namespace Fairlead.Stages.Caching;

/// <summary>Takes stock of what a stage's body wrote and makes it durable.</summary>
internal static class OutputFiles
{
    /// <exception cref="FairleadException">The body left something that is not a regular file.</exception>
    public static SealedEntry Collect(StageInputs inputs, StageFolder folder)
    {
        var document = folder.File("inputs.json");
        File.WriteAllBytes(document, InputsDocument.Write(inputs).Span);
        var found = Walk(new DirectoryInfo(folder.Output)).ToList();
        var outputs = new StageOutput[found.Count];
        InParallel.For(outputs.Length, i => outputs[i] = Seal(found[i], inputs.Stage, folder));

        var files = new Dictionary<Digest, string> { [folder.Seal(document)] = document };
        var named = ImmutableSortedDictionary.CreateBuilder<string, StageOutput>(StringComparer.Ordinal);
        foreach (var (file, output) in found.Zip(outputs))
        {
            named[NameOf(folder.Output, file.FullName)] = output;
            files[output.Digest] = file.FullName;
        }

        return new SealedEntry(new StageEntry(inputs.Stage, inputs.Key, named.ToImmutable()), files);
    }

    private static IEnumerable<FileSystemInfo> Walk(DirectoryInfo directory)
    {
        foreach (var item in directory.EnumerateFileSystemInfos())
        {
            if (item is DirectoryInfo { LinkTarget: null } inner)
            {
                foreach (var file in Walk(inner))
                    yield return file;
            }
            else
            {
                yield return item;
            }
        }
    }

    private static string NameOf(string directory, string path) =>
        FolderWalk.RelativeTo(directory, path);

    private static StageOutput Seal(FileSystemInfo file, string stage, StageFolder folder)
    {
        if (file.LinkTarget is not null)
            throw FairleadException.Stage($"expected stage '{stage}' to write regular files, found a symbolic link: {file.Name}");
        var size = RegularFile.StampOf(file.FullName).Size;
        var executable = !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0;
        return new StageOutput(folder.Seal(file.FullName), size, executable);
    }
}
