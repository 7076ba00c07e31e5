namespace Fairlead.Backends.Cloud.Transport;

/// <summary>The script that every pod of a cloud job starts with: it brings the job's files in place and hands over to <c>pod.sh</c>.</summary>
public static class PodBootstrap
{
    /// <summary>The script as it is sent: without comments, and without a character that a single-quoted word or Kubernetes would change.</summary>
    public static string Script { get; } = Read("bootstrap-tools.sh") + Read("bootstrap.sh");

    private static string Read(string name)
    {
        using var stream = typeof(PodBootstrap).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Select(line => line.TrimStart());
        return string.Concat(lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line + "\n"));
    }
}
