using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Fairlead.Images.Building.Dockerfiles;

/// <summary>Splits a Dockerfile into instructions: comments, continued lines, here-documents and the escape directive (https://docs.docker.com/reference/dockerfile).</summary>
internal sealed partial class DockerfileText
{
    private readonly string[] lines;

    public DockerfileText(string text)
    {
        lines = text.TrimStart('\uFEFF').Split('\n');
        Escape = lines.TakeWhile(line => Directive().IsMatch(line)).Select(line => Directive().Match(line))
            .Any(match => match.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase) && match.Groups["value"].Value == "`") ? '`' : '\\';
        Instructions = [.. Read()];
    }

    /// <summary>What continues a line and takes the meaning off a character.</summary>
    public char Escape { get; }

    public ImmutableArray<Instruction> Instructions { get; }

    private IEnumerable<Instruction> Read()
    {
        for (var next = 0; next < lines.Length;)
        {
            var line = Joined(ref next).Trim();
            if (line.Length == 0)
                continue;
            var instruction = Instruction.Of(line);
            yield return instruction;
            foreach (var end in HereDocument.EndsOf(instruction))
                next = After(end, next);
        }
    }

    private string Joined(ref int next)
    {
        var joined = new StringBuilder();
        while (next < lines.Length)
        {
            var line = lines[next++].TrimEnd('\r');
            if (IsComment(line) || (joined.Length > 0 && string.IsNullOrWhiteSpace(line)))
                continue;
            var trimmed = line.TrimEnd();
            if (!trimmed.EndsWith(Escape) || trimmed.EndsWith($"{Escape}{Escape}", StringComparison.Ordinal))
                return joined.Append(line).ToString();
            joined.Append(trimmed.AsSpan(0, trimmed.Length - 1));
        }

        return joined.ToString();
    }

    private int After(HereDocument.End end, int next)
    {
        while (next < lines.Length && !end.Is(lines[next].TrimEnd('\r')))
            next++;
        return next + 1;
    }

    private static bool IsComment(string line) => line.AsSpan().TrimStart().StartsWith("#");

    [GeneratedRegex(@"^#\s*(?<name>[a-zA-Z][a-zA-Z0-9]*)\s*=\s*(?<value>.+?)\s*$")]
    private static partial Regex Directive();
}
