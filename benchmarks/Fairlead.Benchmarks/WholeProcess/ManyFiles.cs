using System.Text;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Python modules that compress about as well as source code does, the same in every run.</summary>
internal static class ManyFiles
{
    private const int PerFolder = 50;

    public static void Write(string root, int count, int bytes)
    {
        for (var number = 0; number < count; number++)
        {
            var path = Path.Combine(root, $"package_{number / PerFolder}", $"module_{number}.py");
            if (number % PerFolder == 0)
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Module(number, bytes));
        }
    }

    private static string Module(int number, int bytes)
    {
        var text = new StringBuilder(bytes + 64).Append($"# module {number}\n");
        for (var line = (uint)number; text.Length < bytes; line = line * 2654435761 + 1)
            text.Append($"value_{line % 1000} = compute(left={line % 97}, right={line:x8})\n");
        text.Length = bytes;
        return text.ToString();
    }
}
