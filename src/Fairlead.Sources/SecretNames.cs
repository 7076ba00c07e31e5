using System.Buffers;
using System.Collections.Frozen;
using System.IO.Enumeration;

namespace Fairlead.Sources;

/// <summary>The names that secrets go by, in any case of letters.</summary>
internal static class SecretNames
{
    private static readonly FrozenSet<string> Files = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            ".netrc", "_netrc", ".git-credentials", ".npmrc", ".pypirc", ".pgpass", ".my.cnf", ".htpasswd", ".vault-token",
            ".boto", ".s3cfg", "rclone.conf", "kubeconfig", ".dockercfg", ".dockerconfigjson", "kaggle.json",
            "hf_token", "hf_token.txt", "accessTokens.json", "access_tokens.db", "credentials.db", "msal_token_cache.json",
        ]);

    private static readonly FrozenSet<string> Suffixes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".kdbx", ".kubeconfig", ".tfstate", ".env"]);

    private static readonly string[] Patterns =
    [
        "env*.toml", "*credentials*.json", "client_secret*.json", "kubeconfig.*", "*.tfstate.*",
        "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*",
        .. new[] { "yaml", "yml", "toml", "json", "ini" }.SelectMany(format => new[] { $"*secret.{format}", $"*secrets.{format}", $"secrets.*.{format}" }),
    ];

    // At or below a name.
    private static readonly string[] Folders = [".env*", ".ssh", ".aws", ".kube", ".gnupg", ".ngc"];

    // By the last two names.
    private static readonly string[] Tails = [".docker/config.json", "*huggingface/token", ".cargo/credentials*", ".gem/credentials", "gh/hosts.yml"];

    // Every pattern, folder and tail has one of these in it: most paths need no closer look.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["env", "credentials", "secret", "kubeconfig", "tfstate", "id_", ".ssh", ".aws", ".kube", ".gnupg", ".ngc", ".docker/", "huggingface", "gh/hosts"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FileLookup = Files.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SuffixLookup = Suffixes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>The pattern that the path matches, or null.</returns>
    public static string? Match(string archivePath)
    {
        var file = Path.GetFileName(archivePath.AsSpan());
        if (FileLookup.TryGetValue(file, out var name))
            return name;
        if (SuffixLookup.TryGetValue(Path.GetExtension(file), out var suffix))
            return $"*{suffix}";
        if (!archivePath.AsSpan().ContainsAny(Hints))
            return null;
        foreach (var segment in archivePath.AsSpan().Split('/'))
        {
            if (First(Folders, archivePath.AsSpan()[segment]) is { } folder)
                return folder;
        }

        return First(Patterns, file) ?? First(Tails, LastTwo(archivePath)) ?? (IsPlainKeyName(file) ? "id_*" : null);
    }

    private static string? First(string[] patterns, ReadOnlySpan<char> name)
    {
        foreach (var pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true))
                return pattern;
        }

        return null;
    }

    private static ReadOnlySpan<char> LastTwo(string path)
    {
        var last = path.LastIndexOf('/');
        return last <= 0 ? default : path.AsSpan(path.LastIndexOf('/', last - 1) + 1);
    }

    // Private keys are named id_<something> without an extension; id_mapping.py is source code.
    private static bool IsPlainKeyName(ReadOnlySpan<char> file) =>
        file.StartsWith("id_", StringComparison.OrdinalIgnoreCase) && !file.Contains('.');
}
