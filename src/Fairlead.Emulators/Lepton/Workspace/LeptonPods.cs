using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Jobs;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>Starts pods of the workspace: resolves secrets and finds the directories of mounts.</summary>
internal sealed class LeptonPods(Platform platform, LeptonSecrets secrets)
{
    public string Namespace => $"ws-{platform.Options.Workspace}";

    public Pod? Find(string id) => platform.Pods.Find(Namespace, id);

    public Pod Start(PodSpec spec) => platform.Pods.Start(spec);

    /// <param name="variables">What the platform tells the pod; the job's own come after.</param>
    public PodSpec Spec(
        string id,
        string image,
        IReadOnlyList<string> command,
        IReadOnlyList<PodVariable> variables,
        IReadOnlyList<LeptonVariable>? envs,
        IReadOnlyList<LeptonMount>? mounts) => new(Namespace, id, command)
        {
            Image = image,
            Variables = [new PodVariable("LEPTON_WORKSPACE_ID", platform.Options.Workspace), .. variables, .. LeptonVariableRules.Resolve(envs, secrets.All)],
            Mounts = [.. (mounts ?? []).Select(Mounted)],
        };

    public Task DeleteAsync(string id) => platform.Pods.DeleteAsync(Namespace, id);

    private PodMount Mounted(LeptonMount mount)
    {
        var source = Path.Join(platform.Volumes.DirectoryOf(LeptonVolume.NameOf(mount.From!)), mount.Path);
        return new PodMount(Directory.CreateDirectory(source).FullName, mount.MountPath!, mount.MountOptions?.ReadOnly ?? false);
    }
}
