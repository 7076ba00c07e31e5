using System.Diagnostics;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>A real ssh-agent of a test's own.</summary>
internal sealed class RunningAgent : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Process process;

    private RunningAgent()
    {
        Service.Require("ssh-agent");
        process = ChildProcess.Start("ssh-agent", ["-D", "-a", Socket]);
    }

    public string Socket => directory.File("agent");

    public static async Task<RunningAgent> StartAsync()
    {
        var agent = new RunningAgent();
        await Commands.UntilExistsAsync(agent.Socket);
        return agent;
    }

    public async Task AddAsync(string identity, string passphrase = "")
    {
        var answer = directory.Write("answer", $"#!/bin/sh\nprintf '%s\\n' '{passphrase}'\n");
        File.SetUnixFileMode(answer, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var environment = new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = Socket, ["SSH_ASKPASS"] = answer, ["SSH_ASKPASS_REQUIRE"] = "force" };
        var added = await ChildProcess.RunAsync("ssh-add", ["-q", identity], environment: environment);
        if (!added.Succeeded)
            throw new InvalidOperationException(added.Error);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        directory.Dispose();
    }
}
