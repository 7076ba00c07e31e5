using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators;

/// <summary>What the control planes of one emulated cloud share.</summary>
internal sealed record Platform(EmulatorOptions Options, PodSet Pods, Volumes Volumes);
