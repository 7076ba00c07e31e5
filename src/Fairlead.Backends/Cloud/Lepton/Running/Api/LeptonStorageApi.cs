using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>Files on a volume: POST stores one, PUT makes a directory, GET brings a file or lists a directory (leptonai/api/v2/storage.py of the public SDK).</summary>
/// <param name="place">The directory that paths are below, as <c>volume/path</c>.</param>
internal sealed class LeptonStorageApi(string place, ApiClient client)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    public string Place => place;

    public Task MakeDirectoryAsync(string path, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Put, Address(path), ApiBody.None, cancellationToken);

    /// <summary>Stores a file, over one that is there.</summary>
    public Task StoreAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => client.SendAsync(
        HttpMethod.Post,
        Address(path),
        new ApiBody(() => new MultipartFormDataContent { { new ReadOnlyMemoryContent(content), "file", Path.GetFileName(path) } }, []),
        cancellationToken);

    /// <summary>Null when there is no such file.</summary>
    public Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.OpenStreamAsync(Address(path), cancellationToken, LongestSilence));

    /// <summary>What is in a directory; null when there is none.</summary>
    public Task<IReadOnlyList<LeptonEntry>?> ListAsync(string path, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.GetAsync(Address(path), LeptonJson.Default.IReadOnlyListLeptonEntry, cancellationToken));

    /// <exception cref="FairleadException">The path would lead elsewhere.</exception>
    private string Address(string path)
    {
        var words = $"{place}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => word is "." or "..")
            ? throw FairleadException.Usage($"'{path}' does not stay below {place}")
            : $"storage/{string.Join('/', words.Select(Uri.EscapeDataString))}";
    }
}
