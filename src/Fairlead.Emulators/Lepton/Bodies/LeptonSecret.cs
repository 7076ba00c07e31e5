namespace Fairlead.Emulators.Lepton.Bodies;

internal sealed record LeptonSecret(string? Name, string? Value);
