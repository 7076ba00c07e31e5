using System.Globalization;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>The records of a folder, one file for each publication. Files are added, never changed.</summary>
public sealed class PublishRecords(string folder)
{
    private const int HashLength = 8;

    /// <returns>The path of the file.</returns>
    public string Add(PublishRecord record)
    {
        Directory.CreateDirectory(folder);
        var text = PublishRecordJson.Write(record);
        var moment = record.Published.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
        // The digest keeps two records apart whose times and safe names are the same.
        var path = Path.Combine(folder, $"{moment}-{ReadableName.Of(record.Repository.ToString())}-{Digest.Of(text).ToString()[..HashLength]}.json");
        AtomicFile.Write(path, text);
        return path;
    }

    /// <summary>The latest publication to a repository; null when there is none.</summary>
    /// <exception cref="FairleadException">A later file is no record.</exception>
    public PublishRecord? Latest(RepositoryName repository) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(path => !AtomicFile.IsTemporary(path)).OrderDescending(StringComparer.Ordinal)
            .Select(Read).FirstOrDefault(record => record.Repository == repository)
        : null;

    private static PublishRecord Read(string path)
    {
        try
        {
            return PublishRecordJson.Read(File.ReadAllText(path));
        }
        catch (JsonException exception)
        {
            throw new FairleadException(ExitCode.Unclear, $"{path} is not a publication's record: {exception.Message}", "move it away; publishing again makes another", exception);
        }
    }
}
