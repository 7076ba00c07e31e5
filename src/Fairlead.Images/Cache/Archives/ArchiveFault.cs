using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Words what is wrong with an archive that someone gave us.</summary>
internal static class ArchiveFault
{
    public static FairleadException Of(string path, string problem, Exception? inner = null) =>
        FairleadException.Usage($"cannot take images from {path}: {problem}", "make it anew with docker save, podman save or --target=SaveImages --tar=FILE", inner);
}
