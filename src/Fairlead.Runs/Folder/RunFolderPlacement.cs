using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Sources;

namespace Fairlead.Runs.Folder;

/// <summary>Puts everything a job needs into its directory. Each part is placed whole or not at all, so a repeat finishes what is missing.</summary>
public static class RunFolderPlacement
{
    public static async Task PlaceAsync(RunFolder directory, Delivery delivery, CancellationToken cancellationToken)
    {
        var (request, payload) = (delivery.Request, delivery.Payload);
        directory.Create();
        var code = Path.Combine(directory.Code, request.Source.Mount);
        if (!Directory.Exists(code))
        {
            await using var archive = File.OpenRead(payload.Archive);
            await ArchiveReader.ExtractAsync(archive, code, request.Source.Digest, cancellationToken);
        }

        delivery.Progress.Report(SubmitStep.SourceUnpacked);

        foreach (var (name, content) in request.Files)
            AtomicFile.Write(Path.Combine(directory.Files, name), content, AtomicFile.Private);
        delivery.Progress.Report(SubmitStep.FilesWritten);

        foreach (var (slot, materialise) in payload.Artifacts)
        {
            var target = Path.Combine(directory.Artifacts, slot);
            await FillOnceAsync(target, unfinished => materialise(unfinished, cancellationToken));
        }

        foreach (var (key, file) in payload.FileInputs)
            PlaceInput(file, Path.Combine(directory.Inputs, FileInput.NameOf(key)), request.FileInputs[key]);
        delivery.Progress.Report(SubmitStep.InputsPlaced);
    }

    private static async Task FillOnceAsync(string target, Func<string, Task> fill)
    {
        if (Directory.Exists(target))
            return;
        var unfinished = target + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        await fill(unfinished);
        Directory.Move(unfinished, target);
    }

    // The file may have changed since it was digested: preparing the data lies in between.
    private static void PlaceInput(string source, string target, Digest expected)
    {
        var temporary = AtomicFile.TemporaryFor(target);
        try
        {
            File.Copy(source, temporary);
            if (Digest.OfFile(temporary) != expected)
                throw new FairleadException(ExitCode.SubmissionRefused, $"{source} has changed since the job was rendered", "run the same command again");
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
