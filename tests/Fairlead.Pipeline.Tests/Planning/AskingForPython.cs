using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Planning;

public sealed class AskingForPython
{
    private readonly TemporaryDirectory folder = new();
    private readonly PythonVersions pythons = new();

    [Test]
    public async Task An_interpreter_is_asked_once_however_many_want_to_know()
    {
        var python = Program("echo asked >>\"$0.calls\"; echo Python 3.12.1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => pythons.OfAsync(python, CancellationToken.None))));

        Assert.That(answers, Is.All.EqualTo("Python 3.12.1"));
        Assert.That(File.ReadAllLines($"{python}.calls"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task One_that_fails_is_a_fault_of_whoever_needs_it()
    {
        var python = Program("echo no such version >&2; exit 1");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => pythons.OfAsync(python, CancellationToken.None)))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Message, Does.Contain("no such version").And.Contain("env.python"));
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    private string Program(string body)
    {
        var path = folder.Write("python", $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
