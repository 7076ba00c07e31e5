namespace Fairlead.Backends.Tests.Contract;

/// <summary>The executors that keep the contract, each as it is reached.</summary>
public enum Subject
{
    Local,
    Docker,
    SlurmFromTheLoginNode,
    SlurmOverSsh,
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
        Subject.DgxCloud => await DgxCloudWorkshop.OpenAsync(),
        _ => await SlurmWorkshop.OpenAsync(overSsh: backend == Subject.SlurmOverSsh),
    };
}
