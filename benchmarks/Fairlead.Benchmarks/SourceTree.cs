namespace Fairlead.Benchmarks;

/// <summary>A tree of ten thousand small files, as a large recipe repository has.</summary>
public sealed class SourceTree
{
    private const int Count = 10_000;
    private const int PerFolder = 50;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("fairlead-benchmark-");

    public SourceTree()
    {
        Files = [.. Enumerable.Range(0, Count).Select(Write)];
    }

    public string[] Files { get; }

    public string IndexFile => Path.Combine(root.FullName, "files.index");

    public void Remove() => root.Delete(recursive: true);

    private string Write(int number)
    {
        var path = Path.Combine(root.FullName, $"package_{number / PerFolder}", $"module_{number}.py");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"# module {number}\n" + new string('x', number % 4096));
        return path;
    }
}
