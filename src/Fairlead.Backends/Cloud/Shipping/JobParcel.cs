using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Sources;

namespace Fairlead.Backends.Cloud.Shipping;

/// <summary>The files that were written for one job, and the user's own that its config names, as a parcel.</summary>
internal static class JobParcel
{
    /// <exception cref="FairleadException">A file of the user's is not what the request was rendered with, or cannot be read.</exception>
    public static async Task<Parcel> PackAsync(JobRequest request, Payload payload, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("fairlead-parcel-").FullName;
        try
        {
            var files = request.Files.Select(file => Written(folder, $"files/{file.Key}", file.Value)).ToList();
            files.AddRange(payload.FileInputs.Select(input => Copied(folder, $"inputs/{FileInput.NameOf(input.Key)}", input.Value, request.FileInputs[input.Key])));

            using var archive = new MemoryStream();
            var summary = await DeterministicArchive.WriteAsync(new SourceList([.. files]), archive, cancellationToken: cancellationToken);
            return new Parcel(Parcel.Job, summary.Digest, ParcelCodec.Gzip, archive.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SourceFile Written(string folder, string name, string text)
    {
        var path = PathOf(folder, name);
        File.WriteAllText(path, text);
        return Listed(name, path);
    }

    // The file may have changed since it was digested: preparing the data lies in between.
    private static SourceFile Copied(string folder, string name, string source, Digest expected)
    {
        var path = PathOf(folder, name);
        File.Copy(source, path);
        return Digest.OfFile(path) == expected
            ? Listed(name, path)
            : throw new FairleadException(ExitCode.SubmissionRefused, $"{source} has changed since the job was rendered", "run the same command again");
    }

    private static string PathOf(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static SourceFile Listed(string name, string path)
    {
        var status = FileStatus.Read(path)!.Value;
        return new SourceFile(name, path, status.Size, Executable: false, LinkTarget: null, status.Stamp);
    }
}
