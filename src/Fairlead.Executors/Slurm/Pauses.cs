namespace Fairlead.Executors.Slurm;

/// <summary>Pauses between looks at something: short after news, then twice as long each time up to a limit.</summary>
internal sealed class Pauses(TimeSpan first, TimeSpan longest)
{
    private int looks;

    public void Restart() => looks = 0;

    public TimeSpan Next()
    {
        var pause = first * Math.Pow(2, looks++);
        return pause < longest ? pause : longest;
    }
}
