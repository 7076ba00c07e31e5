using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fairlead.Primitives;

/// <summary>The few system calls that the framework does not offer.</summary>
public static partial class LibC
{
    public const int Terminate = 15;
    public const int Kill = 9;
    private const int NoSuchProcess = 3;
    private const int AlreadyExists = 17;
    private const uint OwnerOnly = 0b111_000_000;

    /// <summary>Sends a signal; a process that has gone meanwhile is no error.</summary>
    public static void Signal(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error && error != NoSuchProcess)
            throw new Win32Exception(error);
    }

    /// <summary>Makes one directory; false when it exists already. Exactly one of many callers gets true.</summary>
    public static bool TryMakeDirectory(string path)
    {
        if (MakeDirectory(path, OwnerOnly) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw new IOException($"cannot make {path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>The path without links, by which a folder has one name whichever way it is reached.</summary>
    public static string RealPath(string path) =>
        ResolvePath(path, 0) ?? throw new IOException($"cannot resolve {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    /// <summary>The number of the user that this process acts as.</summary>
    public static uint EffectiveUser() => EffectiveUserNumber();

    /// <summary>The number of the group that this process acts as.</summary>
    public static uint EffectiveGroup() => EffectiveGroupNumber();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeDirectory(string path, uint mode);

    // Given no buffer, realpath(3) allocates one with malloc, and the marshaller frees what it is given with free.
    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial string? ResolvePath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUserNumber();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveGroupNumber();
}
