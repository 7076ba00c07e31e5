namespace Fairlead.Emulators.Pods;

/// <summary>The directories that stand for volumes and claims: one each, shared by all pods that mount it.</summary>
internal sealed class Volumes(EmulatorOptions options)
{
    public string DirectoryOf(string name)
    {
        var directory = options.Volumes.GetValueOrDefault(name) ?? Path.Combine(options.Directory, "volumes", name.Replace('/', '_'));
        return Directory.CreateDirectory(directory).FullName;
    }
}
