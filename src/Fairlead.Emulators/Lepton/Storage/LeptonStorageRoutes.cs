using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Lepton.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.Storage;

/// <summary>
/// The files of volumes: POST a file as the field <c>file</c> of a form, PUT to make a directory
/// (leptonai/leptonai: leptonai/api/v2/storage.py). That folders above are made as needed is inferred.
/// </summary>
internal sealed class LeptonStorageRoutes(Volumes volumes)
{
    private delegate Task<LeptonRefusal?> Handler(HttpContext context, string path);

    public void Map(LeptonDoor door)
    {
        Map(door, "HEAD", (context, path) => Task.FromResult(Head(context, path)));
        Map(door, "GET", GetAsync);
        Map(door, "POST", StoreAsync);
        Map(door, "PUT", (context, path) => Task.FromResult(MakeDirectory(context, path)));
        Map(door, "DELETE", (context, path) => Task.FromResult(Delete(context, path)));
    }

    private void Map(LeptonDoor door, string method, Handler handler) => door.Map(method, "/storage/{volume}/{**path}", context =>
    {
        var path = PathOf(context);
        return LeptonStoragePath.Resolve(volumes, (string)context.Request.RouteValues["volume"]!, path) is { } target
            ? handler(context, target)
            : Task.FromResult<LeptonRefusal?>(LeptonRefusal.Invalid($"path '{path}' leads out of the volume"));
    });

    private static LeptonRefusal? Head(HttpContext context, string path)
    {
        if (!Path.Exists(path))
            return Missing(context);
        if (File.Exists(path))
            context.Response.ContentLength = new FileInfo(path).Length;
        return null;
    }

    private static async Task<LeptonRefusal?> GetAsync(HttpContext context, string path)
    {
        if (Directory.Exists(path))
            await context.AnswerAsync(StatusCodes.Status200OK, List(context, path));
        else if (File.Exists(path))
            await context.Response.SendFileAsync(path, context.RequestAborted);
        else
            return Missing(context);
        return null;
    }

    private static async Task<LeptonRefusal?> StoreAsync(HttpContext context, string path)
    {
        if (!context.Request.HasFormContentType)
            return LeptonRefusal.Invalid("a file is sent as the field 'file' of a form");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("file") is not { } file)
            return LeptonRefusal.Invalid("the form has no field 'file'");
        if (Directory.Exists(path))
            return LeptonRefusal.Invalid("the path is a directory");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stored = File.Create(path);
        await file.CopyToAsync(stored, context.RequestAborted);
        return null;
    }

    private static LeptonRefusal? MakeDirectory(HttpContext context, string path)
    {
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            return LeptonRefusal.Invalid("PUT makes a directory and takes no body: files are sent with POST");
        if (File.Exists(path))
            return LeptonRefusal.Conflict("the path is a file");
        Directory.CreateDirectory(path);
        return null;
    }

    private static LeptonRefusal? Delete(HttpContext context, string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        else if (!Directory.Exists(path))
            return Missing(context);
        else if (context.Request.Query["removeall"] == "true")
            Directory.Delete(path, recursive: true);
        else if (Directory.EnumerateFileSystemEntries(path).Any())
            return LeptonRefusal.Invalid("the directory is not empty: removeall=true deletes it with what is in it");
        else
            Directory.Delete(path);
        return null;
    }

    private static JsonArray List(HttpContext context, string path) =>
    [
        .. new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => new JsonObject
        {
            ["type"] = entry is DirectoryInfo ? "dir" : "file",
            ["name"] = entry.Name,
            ["path"] = Path.Join("/", PathOf(context).Trim('/'), entry.Name),
        }),
    ];

    private static LeptonRefusal Missing(HttpContext context) => LeptonRefusal.Missing($"'{PathOf(context)}' not found");

    private static string PathOf(HttpContext context) => (string?)context.Request.RouteValues["path"] ?? "";
}
