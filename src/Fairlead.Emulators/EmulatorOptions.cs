namespace Fairlead.Emulators;

/// <summary>What an emulated cloud is like.</summary>
/// <param name="Directory">Where volumes, logs and scratch folders of pods are kept.</param>
public sealed record EmulatorOptions(string Directory)
{
    /// <summary>The client secret of run:ai, the token of Lepton and the bearer of Kubernetes.</summary>
    public string Secret { get; init; } = "emulator-secret";

    /// <summary>The client id of run:ai.</summary>
    public string ClientId { get; init; } = "emulator";

    /// <summary>run:ai's project; its namespace is <c>runai-NAME</c>.</summary>
    public string Project { get; init; } = "emulator";

    /// <summary>How many projects are listed before <see cref="Project"/>: with 60 it is on the second page.</summary>
    public int OtherProjects { get; init; }

    /// <summary>Lepton's workspace.</summary>
    public string Workspace { get; init; } = "emulator";

    /// <summary>Volume or claim to the directory that stands for it; others become folders of <see cref="Directory"/>.</summary>
    public IReadOnlyDictionary<string, string> Volumes { get; init; } = new Dictionary<string, string>();

    /// <summary>Image to the PATH of its pods, so that an image can lack programs; others have this machine's.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>False: pods start no process; they run and succeed at once.</summary>
    public bool RunPods { get; init; } = true;

    /// <summary>Pods find a command <c>ray</c> that stands in for Ray's.</summary>
    public bool RayCommand { get; init; }

    /// <summary>How long each phase before running lasts.</summary>
    public TimeSpan PhaseTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a token of run:ai is good.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What a pod is given between TERM and KILL.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>0: one that is free.</summary>
    public int Port { get; init; }

    /// <summary>How many requests are remembered, with their bodies.</summary>
    public int KeptRequests { get; init; } = 10_000;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
