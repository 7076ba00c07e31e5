namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>
/// The line with which a RayJob's driver starts on the head. KubeRay hands it to <c>ray job submit</c>, which parses it and quotes its words in double
/// quotes (<c>list2cmdline</c>: github.com/ray-project/ray, dashboard/modules/job/cli.py) for another shell. So it has nothing that quoting changes, and the script
/// comes from a variable of the head; and Python, which every Ray image has, becomes the script, for that signals the whole of its process group.
/// </summary>
internal static class RayJobEntrypoint
{
    public const string ScriptVariable = "FAIRLEAD_BOOTSTRAP";

    public const string Line = $"exec python3 -c \"import os; os.execv('/bin/sh', ['sh', '-c', os.environ['{ScriptVariable}']])\"";
}
