using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Asks git which files there are: those that it knows or would take, and those that it ignores.</summary>
internal static class GitListing
{
    private const string Repository = ".git";

    // Set inside hooks and by `git -C`: they would point us at another repository than the folder's own.
    private static readonly string[] RepositoryVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, Repository));

    /// <returns>
    /// Paths relative to <paramref name="folder"/>, each once; null when it is in no work tree. Submodules and other nested
    /// repositories appear as folders, and files that were deleted but are still tracked appear too.
    /// </returns>
    /// <exception cref="FairleadException">git cannot be started or refuses, finds no repository where there is a .git, or a file name is not UTF-8.</exception>
    public static async Task<IReadOnlyList<ListedPath>?> ListAsync(string folder, IReadOnlyCollection<string> include, CancellationToken cancellationToken) =>
        await RunAsync(folder, ["-t", "--cached", "--others", "--exclude-standard", "--", .. include], cancellationToken) is { } known
            ? [.. known.DistinctBy(listed => listed.Path, StringComparer.Ordinal)]
            : null;

    /// <returns>What git ignores, likewise; of a folder that it ignores as a whole only the folder.</returns>
    /// <exception cref="FairleadException">As for <see cref="ListAsync"/>.</exception>
    public static async Task<IReadOnlyList<ListedPath>> IgnoredAsync(string folder, IReadOnlyCollection<string> include, CancellationToken cancellationToken) =>
        await RunAsync(folder, ["-t", "--others", "--ignored", "--exclude-standard", "--directory", "--", .. include], cancellationToken) is { } ignored
            ? [.. ignored.Select(listed => listed with { Ignored = true })]
            : [];

    private static async Task<List<ListedPath>?> RunAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Start(folder, arguments);
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
            if (!reason.Contains("not a git repository", StringComparison.Ordinal))
                throw FairleadException.Stage($"git cannot list the files of '{folder}': {reason}");
            return BrokenAbove(folder) is { } broken
                ? throw FairleadException.Stage(
                    $"git finds no repository by '{broken}', so nobody knows which files of '{folder}' it ignores: {reason}",
                    "git submodule update --init or git worktree repair mends it; or remove it, to ship all files")
                : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string? BrokenAbove(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (IsRepository(above))
                return Path.Combine(above, Repository);
        }

        return null;
    }

    private static Process Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--literal-pathspecs", "-c", "core.fsmonitor=false", "ls-files", "-z", .. arguments])
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
        // A folder with a repository of its own is not asked of the one above it.
        if (IsRepository(folder))
            start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw FairleadException.Stage($"cannot start 'git': {exception.Message}", "install git or put it on PATH", exception);
        }
    }

    private static List<ListedPath> Split(string folder, ReadOnlySpan<byte> output)
    {
        var listed = new List<ListedPath>();
        foreach (var range in output.Split((byte)0))
        {
            // A letter, a blank, the name.
            if (output[range] is [var tag, _, .. var name])
                listed.Add(new ListedPath(Decode(folder, name), Tracked: tag != '?'));
        }

        return listed;
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
