namespace Fairlead.Executors.Slurm;

/// <summary>An image as a squash file on a cluster.</summary>
/// <param name="Made">It was imported now; otherwise it was there.</param>
public sealed record SquashedImage(string Path, long Bytes, bool Made);
