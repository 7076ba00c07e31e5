using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

/// <summary>A client that answers some commands as told and leaves the others to a real one.</summary>
internal static class ScriptedEngine
{
    /// <param name="cases">Branches of a shell's <c>case</c> over the first two arguments.</param>
    public static ContainerEngine Around(ContainerEngine engine, TemporaryDirectory folder, string cases, string client = "docker")
    {
        var path = folder.Write(client, $"""
            #!/bin/sh
            case "$1 $2" in
            {cases}
            *) exec {engine.Client} "$@" ;;
            esac
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return engine with { Client = path };
    }
}
