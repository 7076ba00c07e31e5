using Fairlead.Primitives;

namespace Fairlead.Build.Hosting;

/// <summary>The folder that tasks work in.</summary>
public sealed record ProjectRoot(string Path)
{
    private const string Landmark = "Fairlead.slnx";

    /// <param name="asked">The user's own choice, absolute; null for the tree this program was built in.</param>
    /// <exception cref="FairleadException">There is no such folder.</exception>
    public static ProjectRoot Locate(string? asked)
    {
        if (asked is not null)
            return Directory.Exists(asked) ? new(asked) : throw FairleadException.Usage($"--working expects a folder; '{asked}' does not exist.");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Landmark)))
                return new(folder.FullName);
        }

        throw FairleadException.Usage($"expected {Landmark} in '{AppContext.BaseDirectory}' or above it.", "start Fairlead by ./build.sh, or give --working=FOLDER");
    }
}
