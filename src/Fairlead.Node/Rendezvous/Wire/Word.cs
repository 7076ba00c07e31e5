using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>The words of a line: numbers, codes, and texts in base64url (RFC 4648, section 5) without padding.</summary>
internal static class Word
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Decode(string word)
    {
        try
        {
            return Strict.GetString(Base64Url.DecodeFromChars(word));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new WireException("a text that is not encoded as it should be");
        }
    }

    public static int Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new WireException("a word that is no number");

    public static string Of(RefusalCode code) => code.ToString().ToLowerInvariant();

    public static RefusalCode Code(string word) => Array.Find(Enum.GetValues<RefusalCode>(), code => Of(code) == word) is var code && Of(code) == word
        ? code
        : throw new WireException("a refusal of unknown kind");
}
