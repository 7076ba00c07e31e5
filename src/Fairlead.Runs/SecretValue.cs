using System.Globalization;
using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Runs;

/// <summary>Fetches a secret at the last moment, for an executor that must hand over the value.</summary>
public static class SecretValue
{
    /// <param name="reference"><c>env:NAME</c>, <c>file:path</c>, or <c>random:bytes</c>: so many random bytes, in hexadecimal characters, others each time.</param>
    /// <exception cref="FairleadException">The reference leads nowhere.</exception>
    public static Secret Resolve(string variable, string reference)
    {
        var (scheme, name) = reference.Split(':', 2) is [var before, var after] ? (before, after) : ("", reference);
        return scheme switch
        {
            "env" => new Secret(Environment.GetEnvironmentVariable(name)
                ?? throw FairleadException.Usage($"secret {variable} refers to the environment variable {name}, which is not set", $"export {name}=...")),
            "file" => FromFile(variable, name),
            "random" when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 16 and <= 1024 =>
                new Secret(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes))),
            _ => throw FairleadException.Usage($"secret {variable}: expected env:NAME, file:PATH or random:BYTES (16 to 1024), found '{reference}'"),
        };
    }

    private static Secret FromFile(string variable, string path)
    {
        try
        {
            return new Secret(File.ReadAllText(path).TrimEnd('\n'));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"secret {variable} refers to the file {path}, which cannot be read: {exception.Message}", "write the secret there, readable for you alone", exception);
        }
    }
}
