using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Takes damaged files out of use without destroying the evidence.</summary>
internal sealed class QuarantineFolder(StoreLayout layout)
{
    /// <returns>What became of the file, for people.</returns>
    public string Take(string path)
    {
        try
        {
            Directory.CreateDirectory(layout.Quarantine);
            var target = Path.Combine(layout.Quarantine, $"{Path.GetFileNameWithoutExtension(path)}.bad");
            File.Move(path, target, overwrite: true);
            return $"it is {target} now";
        }
        catch (FileNotFoundException)
        {
            return "another process has set it aside";
        }
        catch (Exception exception) when (DiskFault.IsUnwritable(exception))
        {
            return $"it could not be set aside: {exception.Message}";
        }
    }
}
