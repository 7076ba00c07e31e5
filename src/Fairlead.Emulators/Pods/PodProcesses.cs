using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Fairlead.Emulators.Pods;

/// <summary>The processes of a pod: those of its session, and those that moved to another but still carry its folder in a variable.</summary>
internal static partial class PodProcesses
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int NoSuchProcess = 3;

    public static void End(int pid) => Send(pid, Terminate);

    /// <summary>Kills until nothing is left, for one of them may be starting another at this very moment.</summary>
    public static void KillAll(int session, string folder)
    {
        for (var pids = Of(session, folder); pids.Count > 0; pids = Of(session, folder))
        {
            foreach (var pid in pids)
                Send(pid, Kill);
        }
    }

    public static IReadOnlyList<int> Of(int session, string folder)
    {
        var mark = Encoding.UTF8.GetBytes($"{folder}\0");
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
                .Where(pid => pid > 0 && pid != Environment.ProcessId && IsOf(pid, session, mark)),
        ];
    }

    private static bool IsOf(int pid, int session, byte[] mark)
    {
        // After the name in parentheses: state, parent, group, session (proc_pid_stat(5)).
        var stat = Encoding.UTF8.GetString(Read(pid, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 3 && fields[0] is not ("Z" or "X")
            && (fields[3] == session.ToString(CultureInfo.InvariantCulture) || Read(pid, "environ").AsSpan().IndexOf(mark) >= 0);
    }

    private static byte[] Read(int pid, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended, or it is another user's: either way not a process of ours
        }
    }

    private static void Send(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error && error != NoSuchProcess)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
