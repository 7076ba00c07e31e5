using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Pipeline.Runs;

/// <summary>Shows a request: the whole of it on standard output, and its files in a folder to look at or to run by hand.</summary>
internal static class RenderedRequest
{
    public static void Show(JobRequest request, PipelineFolders folders, Terminal terminal)
    {
        var folder = Path.Combine(folders.Root, ".fairlead", "rendered", request.Name);
        PrivateFolder.Create(folder);
        var text = JobRequestJson.Write(request);
        foreach (var (name, content) in request.Files.Add("request.json", text))
            AtomicFile.Write(Path.Combine(folder, name), content, AtomicFile.Private);
        terminal.Progress($"rendered into {folder}");
        terminal.Result(text.TrimEnd());
    }
}
