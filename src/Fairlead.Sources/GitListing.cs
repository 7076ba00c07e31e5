using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Asks git which files there are: tracked, and untracked but not ignored.</summary>
internal static class GitListing
{
    // Set inside hooks and by `git -C`: they would point us at another repository than the folder's own.
    private static readonly string[] RepositoryVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>
    /// Paths relative to <paramref name="folder"/>; null when it is in no work tree. Submodules and other nested
    /// repositories appear as folders, and files that were deleted but are still tracked appear too.
    /// </returns>
    /// <exception cref="FairleadException">git cannot be started or refuses, or a file name is not UTF-8.</exception>
    public static async Task<IReadOnlyList<string>?> ListAsync(string folder, IEnumerable<string> include, CancellationToken cancellationToken)
    {
        using var process = Start(folder, include);
        try
        {
            process.StandardInput.Close();
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0)
                return Split(folder, output.GetBuffer().AsSpan(0, (int)output.Length));
            var reason = (await error).Trim();
            return reason.Contains("not a git repository (or any", StringComparison.Ordinal)
                ? null
                : throw FairleadException.Stage($"git cannot list the files of '{folder}': {reason}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string folder, IEnumerable<string> include)
    {
        string[] options =
        [
            "--literal-pathspecs", "-c", "core.fsmonitor=false",
            "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--",
        ];
        var start = new ProcessStartInfo("git", options.Concat(include))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in RepositoryVariables)
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw FairleadException.Stage($"cannot start 'git': {exception.Message}", "install git or put it on PATH", exception);
        }
    }

    private static List<string> Split(string folder, ReadOnlySpan<byte> output)
    {
        var names = new List<string>();
        foreach (var range in output.Split((byte)0))
        {
            var name = output[range];
            if (!name.IsEmpty)
                names.Add(Decode(folder, name));
        }

        return names;
    }

    private static string Decode(string folder, ReadOnlySpan<byte> name)
    {
        try
        {
            return StrictUtf8.GetString(name).TrimEnd('/');
        }
        catch (DecoderFallbackException exception)
        {
            var shown = Encoding.Latin1.GetString(name);
            throw FairleadException.Usage($"a file name below '{folder}' is not UTF-8: '{shown}' (shown as Latin-1)", "rename the file", exception);
        }
    }
}
