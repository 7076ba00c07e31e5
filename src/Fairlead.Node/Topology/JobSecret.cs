using System.Security.Cryptography;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Node.Topology;

/// <summary>What the ranks of one job share, and nobody else: made at submit, 32 bytes.</summary>
internal sealed class JobSecret
{
    private const string Variable = "FAIRLEAD_JOB_SECRET";
    private const string FileVariable = "FAIRLEAD_JOB_SECRET_FILE";
    private const string WithoutVariable = "FAIRLEAD_INSECURE_RENDEZVOUS";
    private const int Digits = 64;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly byte[] key;

    private JobSecret(byte[] key) => this.key = key;

    /// <summary>A key that all the world knows: whoever reaches the port can pass for a rank.</summary>
    public static JobSecret None { get; } = new(new byte[Digits / 2]);

    public static JobSecret Parse(string digits, string origin) => IsKey(digits)
        ? new JobSecret(Convert.FromHexString(digits))
        : throw FairleadException.Usage($"{origin}: expected {Digits} hexadecimal digits, found {digits.Length} characters that are not shown");

    /// <summary>From the environment, or the file that it names; for a single rank, none is needed.</summary>
    /// <exception cref="FairleadException">There is none, its file is open to others, or it is not 64 hexadecimal digits.</exception>
    public static JobSecret Read(IReadOnlyDictionary<string, string> environment, JobTopology topology) =>
        (environment.GetValueOrDefault(Variable), environment.GetValueOrDefault(FileVariable)) switch
        {
            (not null, not null) => throw FairleadException.Usage($"expected one of {Variable} and {FileVariable}, found both"),
            ({ } digits, null) => Parse(digits, Variable),
            (null, { } file) => Parse(TextOf(file), $"{FileVariable} '{file}'"),
            _ when topology.IsAlone || environment.GetValueOrDefault(WithoutVariable) == "1" => None,
            _ => throw FairleadException.Usage($"expected a secret in {Variable} or {FileVariable}, since the job has {topology.World} nodes, found none", $"let the submit step make one, or set {WithoutVariable}=1 where everybody on the network may take part"),
        };

    /// <summary>HMAC-SHA-256 (RFC 2104) of a text under it.</summary>
    public byte[] Sign(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    public override string ToString() => Secret.Mask;

    private static bool IsKey(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigit);

    private static string TextOf(string path)
    {
        if (FileStatus.Read(path) is not { Kind: FileKind.Regular } status)
            throw Unfit(path, "it is none, or a link");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw Unfit(path, "others may open it");
        if (status.Size > Digits + 2)
            throw Unfit(path, $"it has {status.Size} bytes");
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"{FileVariable}: '{path}' cannot be read: {exception.Message}", inner: exception);
        }
    }

    private static FairleadException Unfit(string path, string problem) =>
        FairleadException.Usage($"{FileVariable}: expected a file of {Digits} hexadecimal digits that its owner alone may read (mode 0600), found '{path}': {problem}");
}
