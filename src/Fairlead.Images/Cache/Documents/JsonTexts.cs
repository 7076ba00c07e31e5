using System.Text.Json;

namespace Fairlead.Images.Cache.Documents;

internal static class JsonTexts
{
    /// <exception cref="FormatException">It is null.</exception>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public static string RequiredText(this JsonElement element) => element.GetString() ?? throw new FormatException("expected a text, found null");

    public static string RequiredText(this JsonElement element, string name) => element.GetProperty(name).RequiredText();
}
