namespace Fairlead.Backends.Slurm.Remote;

/// <summary>A POSIX shell script that is shipped inside this assembly and run on a remote host.</summary>
/// <remarks>It must not exit with 255, which says of SSH that the connection broke. What is long belongs into its input: a command has 128 KiB.</remarks>
/// <param name="Name">The file's name, for example <c>place.sh</c>.</param>
/// <param name="Repeatable">Running it twice is as good as once, so a lost connection may be answered by running it again.</param>
public sealed record RemoteScript(string Name, bool Repeatable)
{
    private static readonly string OwnEnvironment = Read("own-environment.sh");

    /// <summary>What the file says.</summary>
    public string Text
    {
        get => field ??= Read(Name);
        internal init;
    }

    /// <summary>What the shell is given: no script sees what its caller has set for Slurm.</summary>
    internal string Program => OwnEnvironment + Text;

    private static string Read(string name)
    {
        using var stream = typeof(RemoteScript).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no script named '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
