using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Images.Cache.Documents;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>An archive whose files can be read in any order. Nothing of it is unpacked; links lead to its own files alone.</summary>
internal sealed class ArchiveFile : IDisposable
{
    private const int LargestDocument = 16 << 20;

    private readonly FileStream file;
    private readonly Dictionary<string, (long Offset, long Length)> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    private ArchiveFile(string path, FileStream file)
    {
        Path = path;
        this.file = file;
    }

    public string Path { get; }

    /// <param name="workspace">Where what is compressed is unpacked to.</param>
    /// <exception cref="FairleadException">There is no such file, or it is no archive that we would trust.</exception>
    public static async Task<ArchiveFile> OpenAsync(string path, Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            var archive = new ArchiveFile(path, await SeekableArchive.OpenAsync(path, workspace, cancellationToken));
            try
            {
                archive.List();
                return archive;
            }
            catch
            {
                archive.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw ArchiveFault.Of(path, exception.Message, exception);
        }
    }

    public bool Has(string name) => Locate(name) is not null;

    /// <exception cref="FairleadException">The archive has no such file.</exception>
    public Stream Read(string name) => Locate(name) is { } member
        ? new FileSlice(file.SafeFileHandle, member.Offset, member.Length)
        : throw ArchiveFault.Of(Path, $"expected {name} in it, found nothing");

    public byte[] ReadBytes(string name)
    {
        using var content = Read(name);
        if (content.Length > LargestDocument)
            throw ArchiveFault.Of(Path, $"expected at most {LargestDocument} bytes in {name}, found {content.Length}");
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <exception cref="FairleadException">It is missing, or not of that form.</exception>
    public T ReadJson<T>(string name, JsonTypeInfo<T> type)
    {
        var bytes = ReadBytes(name);
        try
        {
            return OciJson.Read(bytes, type);
        }
        catch (JsonException exception)
        {
            throw ArchiveFault.Of(Path, $"{name} makes no sense: {exception.Message}", exception);
        }
    }

    public void Dispose() => file.Dispose();

    private (long Offset, long Length)? Locate(string name) =>
        MemberName.Normalise(name) is { } normal && members.TryGetValue(links.GetValueOrDefault(normal, normal), out var member) ? member : null;

    private void List()
    {
        using var tar = new TarReader(file, leaveOpen: true);
        while (Next(tar) is { } entry)
        {
            var name = MemberName.Normalise(entry.Name) ?? throw Refusal(entry, "its name leads out of the archive");
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    Add(name, entry);
                    break;
                case TarEntryType.SymbolicLink:
                    links[name] = MemberName.OfLink(name, entry.LinkName) ?? throw Refusal(entry, $"its target '{entry.LinkName}' leads out of the archive");
                    break;
                default:
                    throw Refusal(entry, $"it is a {entry.EntryType}, neither a file nor a folder nor a symbolic link");
            }
        }

        if (members.Count == 0)
            throw new InvalidDataException("expected a tar archive of images, found no file in it");
    }

    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new InvalidDataException($"expected a tar file, found something else or a damaged one: {exception.Message}", exception);
        }
    }

    private void Add(string name, TarEntry entry)
    {
        if (entry.DataOffset + entry.Length > file.Length)
            throw new InvalidDataException($"it breaks off within {name}");
        if (!members.TryAdd(name, (entry.DataOffset, entry.Length)))
            throw Refusal(entry, "its name is there twice");
    }

    private static InvalidDataException Refusal(TarEntry entry, string why) => new($"refusing '{entry.Name}': {why}");
}
