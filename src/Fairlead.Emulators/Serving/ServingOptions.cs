using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Emulators.Serving;

/// <summary>Where the program serves from, and for how long.</summary>
/// <param name="Directory">Of volumes, logs, and <c>emulator.json</c>.</param>
/// <param name="Port">0: one that is free.</param>
/// <param name="SecretFile">Holds what clients must know.</param>
internal sealed record ServingOptions(string Directory, int Port, string SecretFile)
{
    private const string Usage = "call it as: Fairlead.Emulators --directory DIRECTORY --secret-file FILE [--port PORT]";

    /// <summary>Without a request and a living pod for so long, the program ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string StateFile => Path.Combine(Directory, "emulator.json");

    /// <exception cref="FairleadException">An argument is unknown, missing or wrong.</exception>
    public static ServingOptions Read(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [("--directory" or "--port" or "--secret-file") and var name, var value])
                throw FairleadException.Usage($"expected an argument and its value, found '{string.Join(' ', pair)}'", Usage);
            given[name] = value;
        }

        var port = given.GetValueOrDefault("--port", "0");
        return new ServingOptions(
            Path.GetFullPath(Required(given, "--directory")),
            ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw FairleadException.Usage($"--port must be a number from 0 to 65535, found '{port}'", Usage),
            Required(given, "--secret-file"));
    }

    /// <exception cref="FairleadException">The file is missing or empty.</exception>
    public string ReadSecret()
    {
        var secret = File.Exists(SecretFile) ? File.ReadAllText(SecretFile).Trim() : "";
        return secret.Length > 0 ? secret : throw FairleadException.Usage($"expected a secret in {SecretFile}, found none", "write one line of your choice into it");
    }

    private static string Required(Dictionary<string, string> given, string name) =>
        given.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw FairleadException.Usage($"{name} is missing", Usage);
}
