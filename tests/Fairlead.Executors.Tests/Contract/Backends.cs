using Fairlead.Executors.Tests.Remote;

namespace Fairlead.Executors.Tests.Contract;

/// <summary>The executors that keep the contract, each as it is reached.</summary>
public enum Backend
{
    Local,
    Docker,
    SlurmFromTheLoginNode,
    SlurmOverOpenSsh,
    SlurmOverBuiltinSsh,
    Lepton,
    DgxCloud,
}

internal static class Backends
{
    public static Backend[] All { get; } = Enum.GetValues<Backend>();

    public static async Task<Workshop> OpenAsync(Backend backend) => backend switch
    {
        Backend.Local => new LocalWorkshop(),
        Backend.Docker => await DockerWorkshop.OpenAsync(),
        Backend.Lepton => await LeptonWorkshop.OpenAsync(),
        Backend.DgxCloud => await DgxCloudWorkshop.OpenAsync(),
        Backend.SlurmOverOpenSsh => await SlurmWorkshop.OpenAsync(Way.OpenSsh),
        Backend.SlurmOverBuiltinSsh => await SlurmWorkshop.OpenAsync(Way.Builtin),
        _ => await SlurmWorkshop.OpenAsync(Way.Local),
    };
}
