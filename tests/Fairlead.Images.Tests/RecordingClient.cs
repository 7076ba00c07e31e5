using System.Runtime.CompilerServices;
using Fairlead.Images.Engine;

namespace Fairlead.Images.Tests;

/// <summary>A real client that notes its arguments, one call a line.</summary>
internal sealed record RecordingClient(ContainerEngine Engine, string File)
{
    public IReadOnlyList<string> Calls => System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];

    public static RecordingClient Of(ContainerEngine engine, string file) => new(
        new ContainerEngine(Script, new Dictionary<string, string>(engine.Environment!) { ["FAIRLEAD_TEST_CALLS"] = file, ["FAIRLEAD_TEST_CLIENT"] = engine.Client }),
        file);

    /// <summary>Gives the engine a command right before the first call of a verb.</summary>
    public RecordingClient Before(string verb, IEnumerable<string> command) => this with
    {
        Engine = Engine with
        {
            Environment = new Dictionary<string, string>(Engine.Environment!) { ["FAIRLEAD_TEST_VERB"] = verb, ["FAIRLEAD_TEST_BEFORE"] = string.Join(' ', command) },
        },
    };

    private static string Script => Path.Combine(Path.GetDirectoryName(ThisFile())!, "recording-client");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
