using Fairlead.Primitives;

namespace Fairlead.Stages.Files;

/// <summary>Looks at files that are about to be read.</summary>
internal static class RegularFile
{
    /// <summary>Follows symbolic links, as reading the file does.</summary>
    /// <exception cref="FairleadException">There is no such file, or it is not a regular file.</exception>
    public static FileStamp StampOf(string path) => FileStatus.Read(path, followLinks: true) switch
    {
        null => throw FairleadException.Usage($"expected a file, found nothing at {path}"),
        { Kind: FileKind.Regular } status => status.Stamp,
        _ => throw FairleadException.Usage($"expected a regular file, found a directory or device at {path}"),
    };
}
