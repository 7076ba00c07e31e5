namespace Fairlead.Executors.Slurm.Observing;

/// <summary>New bytes of one log.</summary>
internal sealed record LogBlock(string Log, long Offset, ReadOnlyMemory<byte> Bytes);
