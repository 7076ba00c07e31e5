namespace Fairlead.Stages;

/// <summary>A stage's work: writes regular files below <paramref name="outputDirectory"/>, which is empty at the start, and nothing elsewhere.</summary>
public delegate Task StageBody(string outputDirectory, CancellationToken cancellationToken);
