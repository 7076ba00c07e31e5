using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Primitives;

/// <summary>
/// Writes to a person's terminal what others have written: of control characters it keeps line feeds, tabs and colours (ECMA-48, SGR), and no colour
/// outlasts its text. A log or a server's message can then move no cursor, set no title and fill no clipboard.
/// </summary>
public sealed partial class ScreenWriter(TextWriter screen) : TextWriter
{
    private const string Plain = "\e[0m";

    public override Encoding Encoding => screen.Encoding;

    public override void Write(char value) => screen.Write(Harmless(value.ToString()));

    public override void Write(string? value) => screen.Write(Harmless(value ?? ""));

    public override void WriteLine(string? value) => screen.WriteLine(Harmless(value ?? ""));

    public override void Flush() => screen.Flush();

    private static string Harmless(string text)
    {
        var isColoured = false;
        var harmless = Controls().Replace(text, match =>
        {
            isColoured |= match.Groups["colour"].Success;
            return match.Groups["colour"].Value;
        });
        return isColoured ? harmless + Plain : harmless;
    }

    // A colour; a sequence; a string for the terminal (OSC, DCS, APC, PM, SOS), to its end; any other control character.
    [GeneratedRegex(@"(?<colour>\e\[[0-9;:]*m)|\e\[[0-?]*[ -/]*[@-~]|\e[\]PX^_][^\a\e]*(\a|\e\\)?|[\x00-\x08\x0B-\x1F\x7F-\x9F]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Controls();
}
