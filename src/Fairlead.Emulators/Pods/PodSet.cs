using System.Collections.Concurrent;
using Fairlead.Emulators.Ray.Command;

namespace Fairlead.Emulators.Pods;

/// <summary>All pods of an emulated cloud.</summary>
public sealed class PodSet(EmulatorOptions options) : IAsyncDisposable
{
    /// <summary>Below the directory of the emulator: logs and scratch folders.</summary>
    internal const string Folder = "pods";

    private readonly ConcurrentDictionary<(string Namespace, string Name), Pod> pods = new();
    private readonly Lock gate = new();
    private readonly RayCommand? ray = options.RayCommand ? new RayCommand(options.Directory) : null;
    private int started;
    private bool closed;

    /// <summary>The latest pod of every name, ended ones included.</summary>
    public IReadOnlyList<Pod> All => [.. pods.Values];

    public int Living => pods.Values.Count(pod => pod.ExitCode is null);

    public Pod? Find(string space, string name) => pods.GetValueOrDefault((space, name));

    /// <summary>Starts a pod; one of the same name that has ended makes room, its log included.</summary>
    /// <exception cref="InvalidOperationException">One of the same name still runs.</exception>
    public Pod Start(PodSpec spec)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (Find(spec.Namespace, spec.Name) is { ExitCode: null })
                throw new InvalidOperationException($"the pod {spec.Name} of {spec.Namespace} still runs");
            Forget(spec.Namespace, spec.Name);
            var root = Directory.CreateDirectory(Path.Combine(options.Directory, Folder)).FullName;
            var folder = Path.Combine(root, $"{spec.Name}.{++started}");
            var path = options.Images.GetValueOrDefault(spec.Image) ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
            return pods[(spec.Namespace, spec.Name)] = new Pod(ray?.Give(spec, path) ?? spec, folder, path, options);
        }
    }

    /// <summary>Ends a pod and removes it with its log; none of that name is no error.</summary>
    public async Task DeleteAsync(string space, string name)
    {
        if (Find(space, name) is not { } pod)
            return;
        await pod.EndAsync();
        lock (gate)
        {
            if (Find(space, name) == pod)
                Forget(space, name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
            closed = true;
        await Task.WhenAll(All.Select(pod => pod.EndAsync()));
    }

    private void Forget(string space, string name)
    {
        if (pods.TryRemove((space, name), out var old))
            File.Delete(old.Log.Path);
    }
}
