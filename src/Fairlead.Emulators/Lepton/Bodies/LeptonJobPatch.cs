namespace Fairlead.Emulators.Lepton.Bodies;

/// <summary>The one change of a job that is served: <c>{"spec":{"stopped":true}}</c>.</summary>
internal sealed record LeptonJobPatch(LeptonStop? Spec);

internal sealed record LeptonStop(bool? Stopped);
