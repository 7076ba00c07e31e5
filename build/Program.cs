using Fairlead.Build;
using Fairlead.Build.Hosting;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

var terminal = Terminal.OfProcess;
try
{
    var options = TaskCatalogue.Accepted(ArgumentParser.Parse(args, TaskCatalogue.Names)).GivenIn(Environment.CurrentDirectory);
    return BuildProgram.Run(options, terminal);
}
catch (FairleadException exception)
{
    terminal.Progress($"Error: {exception.Message}");
    return (int)exception.ExitCode;
}
