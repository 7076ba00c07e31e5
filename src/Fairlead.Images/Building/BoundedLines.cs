using System.Text;

namespace Fairlead.Images.Building;

/// <summary>Reads lines as they come, in bounded memory. A carriage return ends a line too: progress bars are made of them.</summary>
public static class BoundedLines
{
    private const int BufferLength = 8192;

    /// <param name="longest">In characters; what a line has beyond is dropped.</param>
    /// <param name="take">Gets every line that is not empty.</param>
    public static async Task ReadAsync(TextReader reader, int longest, Action<string> take, CancellationToken cancellationToken)
    {
        var buffer = new char[BufferLength];
        var line = new StringBuilder();
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                if (c is '\n' or '\r')
                    End();
                else if (line.Length < longest)
                    line.Append(c);
            }
        }

        End();

        void End()
        {
            if (line.Length > 0)
                take(line.ToString());
            line.Clear();
        }
    }
}
