using System.Text;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>The text of an answer. JSON is UTF-8 (RFC 8259, 8.1), whatever character set its header names.</summary>
internal static class AnswerText
{
    private const int Beginning = 64 << 10;

    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(content, cancellationToken);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>As much of it as anybody needs for a message.</summary>
    public static async Task<string> ReadBeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(content, cancellationToken);
        var text = new char[Beginning];
        return new string(text, 0, await reader.ReadBlockAsync(text, cancellationToken));
    }

    private static async Task<StreamReader> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
        new(await content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
}
