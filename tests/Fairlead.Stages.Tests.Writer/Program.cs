using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

// Runs one stage in a process of its own: <cache root> <value of its only input>. Its body says "started" and finishes when it is sent a line.
var terminal = new Terminal(Console.Out, Console.Error);
var cache = new StageCache(args[0], sharedRoot: null, terminal, TimeProvider.System);
var inputs = new StageInputs("slow", 1, "writer", [new StageInput("setting:value", args[1])]);
var result = await new StageRunner(cache, terminal, TimeProvider.System).RunAsync(inputs, async (output, cancellationToken) =>
{
    await File.WriteAllTextAsync(Path.Combine(output, "half"), "written before the wait", cancellationToken);
    terminal.Result("started");
    await Console.In.ReadLineAsync(cancellationToken);
    await File.WriteAllTextAsync(Path.Combine(output, "process"), $"{Environment.ProcessId}", cancellationToken);
});
terminal.Result($"{result.Outcome} {result.OutputDigest}");
