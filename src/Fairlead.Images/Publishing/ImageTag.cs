using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>Tags, by the grammar of the distribution project's references.</summary>
public static partial class ImageTag
{
    /// <exception cref="FairleadException">The text is no tag.</exception>
    public static string Checked(string text) => Grammar().IsMatch(text)
        ? text
        : throw FairleadException.Usage($"expected an image tag, found '{text}'", "letters, digits, '_', '.' and '-', at most 128 of them, not beginning with '.' or '-'");

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex Grammar();
}
