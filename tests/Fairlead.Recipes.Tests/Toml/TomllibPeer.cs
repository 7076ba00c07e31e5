using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>A Python process that reads TOML with its standard library, which in Python 3.11 to 3.14 is TOML 1.0.</summary>
internal sealed class TomllibPeer : IDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);
    private readonly Process process = ChildProcess.Start("python3", [Path.Combine(AppContext.BaseDirectory, "Toml", "tomllib_peer.py")]);

    /// <summary>Why there is no peer on this machine, or null when there is one.</summary>
    public static async Task<string?> MissingAsync()
    {
        try
        {
            var version = await ChildProcess.RunAsync("python3", ["-c", "import sys; print(*sys.version_info[:2], sep='.')"]);
            return version.Output.Trim() is "3.11" or "3.12" or "3.13" or "3.14" ? null : $"expected Python 3.11 to 3.14, found {version.Output.Trim()}";
        }
        catch (FairleadException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The document in the notation of <see cref="TaggedJson"/>, or null where it is refused.</summary>
    public JsonNode? Read(string document)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(document));
        var answer = process.StandardOutput.ReadLineAsync().WaitAsync(LongestAnswer).GetAwaiter().GetResult();
        return JsonNode.Parse(answer ?? throw new InvalidOperationException($"python3 left: {process.StandardError.ReadToEnd()}"));
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
