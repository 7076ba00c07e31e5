using System.Collections.Frozen;
using System.IO.Enumeration;

namespace Fairlead.Sources;

internal enum Disposition
{
    Ship,
    Exclude,
    Withhold,
}

/// <summary>What never travels, whatever git tracks: tools' leftovers, binary data, and files that look like secrets.</summary>
internal static class ShippingRules
{
    private static readonly FrozenSet<string> ExcludedNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "__pycache__",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".git",
        ".venv",
        "node_modules");

    private static readonly FrozenSet<string> ExcludedSuffixes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            ".pyc", ".pyo", ".pyd",
            ".parquet", ".arrow", ".bin", ".idx", ".npy", ".npz",
            ".pt", ".pth", ".safetensors", ".ckpt", ".onnx", ".h5", ".hdf5",
        ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        ExcludedNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Suffixes =
        ExcludedSuffixes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] SecretFiles =
    [
        "*.pem", "*.key", ".netrc", "env*.toml", "credentials*.json",
        "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*",
    ];

    public static bool IsExcludedName(ReadOnlySpan<char> name) => Names.Contains(name);

    public static Disposition Decide(string archivePath)
    {
        var withheld = false;
        foreach (var segment in archivePath.AsSpan().Split('/'))
        {
            var name = archivePath.AsSpan()[segment];
            if (IsExcludedName(name))
                return Disposition.Exclude;
            withheld |= name.StartsWith(".env", StringComparison.OrdinalIgnoreCase);
        }

        var file = Path.GetFileName(archivePath.AsSpan());
        if (Suffixes.Contains(Path.GetExtension(file)))
            return Disposition.Exclude;
        return withheld || IsSecretFile(file) ? Disposition.Withhold : Disposition.Ship;
    }

    private static bool IsSecretFile(ReadOnlySpan<char> file)
    {
        foreach (var pattern in SecretFiles)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, file, ignoreCase: true))
                return true;
        }

        return IsPlainKeyName(file);
    }

    // Private keys are named id_<something> without an extension; id_mapping.py is source code.
    private static bool IsPlainKeyName(ReadOnlySpan<char> file) =>
        file.StartsWith("id_", StringComparison.OrdinalIgnoreCase) && !file.Contains('.');
}
