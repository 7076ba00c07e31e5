using Fairlead.Backends.Tests.Slurm.Remote;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>The executors that keep the contract, each as it is reached.</summary>
public enum Subject
{
    Local,
    Docker,
    SlurmFromTheLoginNode,
    SlurmOverOpenSsh,
    SlurmOverBuiltinSsh,
    Lepton,
    DgxCloud,
    Sixth,
}

internal static class Subjects
{
    public static Subject[] All { get; } = Enum.GetValues<Subject>();

    public static async Task<Workshop> OpenAsync(Subject backend) => backend switch
    {
        Subject.Local => new LocalWorkshop(),
        Subject.Sixth => new NiceWorkshop(),
        Subject.Docker => await DockerWorkshop.OpenAsync(),
        Subject.Lepton => await LeptonWorkshop.OpenAsync(),
        Subject.DgxCloud => await RunAiWorkshop.OpenAsync(),
        Subject.SlurmOverOpenSsh => await SlurmWorkshop.OpenAsync(Way.OpenSsh),
        Subject.SlurmOverBuiltinSsh => await SlurmWorkshop.OpenAsync(Way.Builtin),
        _ => await SlurmWorkshop.OpenAsync(Way.Local),
    };
}
