using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fairlead.Primitives;

/// <summary>Makes the names in a folder durable, as flushing a file does its bytes: without it a rename may be lost, or seen before what it names, after a power cut.</summary>
public static partial class FolderFlush
{
    private const int CloseOnExec = 0x80000;

    // What a file system answers that keeps no folders of its own to flush (errno.h: EINVAL).
    private const int CannotBeFlushed = 22;

    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0)
            throw Fault(folder);
        try
        {
            if (Synchronise(descriptor) != 0 && Marshal.GetLastPInvokeError() != CannotBeFlushed)
                throw Fault(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Fault(string folder) =>
        new($"cannot flush the folder {folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
