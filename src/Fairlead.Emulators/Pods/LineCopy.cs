namespace Fairlead.Emulators.Pods;

/// <summary>Copies a stream to a pod's log, line by line.</summary>
internal static class LineCopy
{
    private const int Longest = 16 * 1024;

    public static async Task CopyAsync(Stream stream, PodLog log)
    {
        var buffer = new byte[Longest];
        var held = 0;
        while (await stream.ReadAsync(buffer.AsMemory(held)) is > 0 and var read)
        {
            held += read;
            var begin = 0;
            while (buffer.AsSpan(begin, held - begin).IndexOf((byte)'\n') is >= 0 and var end)
            {
                log.Append(buffer.AsSpan(begin, end + 1));
                begin += end + 1;
            }

            if (begin == 0 && held == Longest)
                log.Append(buffer.AsSpan(begin = 0, held));
            held = begin == 0 && held == Longest ? 0 : held - begin;
            buffer.AsSpan(begin, held).CopyTo(buffer);
        }

        if (held > 0)
            log.Append(buffer.AsSpan(0, held));
    }
}
