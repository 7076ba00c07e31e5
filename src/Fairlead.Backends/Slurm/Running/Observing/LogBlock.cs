namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>New bytes of one log.</summary>
internal sealed record LogBlock(string Log, long Offset, ReadOnlyMemory<byte> Bytes);
