using System.Collections.Frozen;

namespace Fairlead.Sources;

/// <summary>What never travels, whatever git tracks: tools' leftovers and binary data.</summary>
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

    public static bool IsExcludedName(ReadOnlySpan<char> name) => Names.Contains(name);

    /// <returns>The leftover that <paramref name="archivePath"/> is or lies in; null when it is none.</returns>
    public static string? Leftover(string archivePath)
    {
        foreach (var segment in archivePath.AsSpan().Split('/'))
        {
            if (IsExcludedName(archivePath.AsSpan()[segment]))
                return archivePath[..segment.End];
        }

        return null;
    }

    /// <returns>The pattern of binary data that the name matches, or null.</returns>
    public static string? DataPattern(string archivePath)
    {
        var suffix = Path.GetExtension(archivePath.AsSpan());
        return Suffixes.Contains(suffix) ? $"*{suffix}" : null;
    }
}
