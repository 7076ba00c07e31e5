using System.Collections.Immutable;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>The history of all results, <c>perf.csv</c>: upstream's columns, and rows that are only ever added.</summary>
internal sealed class PerfFile(string path, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Of a new file; an existing one keeps its own.</summary>
    public static readonly ImmutableArray<string> Columns =
    [
        .. "model,n_gpus,nnodes,gpus_per_node,training_precision,pipeline,args,tags,docker_file,base_docker,docker_sha,docker_image,git_commit,machine_name,deployment_type,launcher,gpu_architecture,performance,metric,relative_change,status,build_duration,test_duration,dataname,data_provider_type,data_size,data_download_duration,build_number,additional_docker_run_options".Split(','),
    ];

    /// <summary>Adds rows, each once; one of several writers after another. Columns that the file lacks are added at its right.</summary>
    /// <exception cref="FairleadException">Another holds it for a minute.</exception>
    public async Task AppendAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> rows, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var turn = await FileLock.ExclusiveAsync($"{path}.lock", Patience, Busy, time, cancellationToken);
        var old = File.Exists(path) && new FileInfo(path).Length > 0 ? HeaderOf(path) : [];
        var columns = old.AddRange(Columns.Concat(rows.SelectMany(row => row.Keys)).Where(name => !Has(old, name)).Distinct(StringComparer.OrdinalIgnoreCase));
        if (columns.Length > old.Length)
            Widen(columns, old.Length);
        var text = string.Concat(rows.Select(row => CsvField.Join(columns.Select(name => Cell(row, name))) + "\n"));
        Add(text);
    }

    private void Add(string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        file.Seek(-1, SeekOrigin.End);
        // A writer that was killed may have left half a row: ours begins on a line of its own.
        var isWhole = file.ReadByte() == '\n';
        file.Write(Encoding.UTF8.GetBytes(isWhole ? text : "\n" + text));
        file.Flush(flushToDisk: true);
    }

    private void Widen(ImmutableArray<string> columns, int before)
    {
        var records = before == 0 ? [] : CsvField.Records(File.ReadAllText(path)).Skip(1).Where(record => record.Length > 0).ToList();
        var blanks = new string(',', columns.Length - before);
        AtomicFile.Write(path, string.Concat(records.Select(record => $"{record}{blanks}\n").Prepend(CsvField.Join(columns) + "\n")));
    }

    private static ImmutableArray<string> HeaderOf(string path)
    {
        using var reader = new StreamReader(path);
        return [.. CsvField.Split(reader.ReadLine() ?? "").Select(name => name.Trim())];
    }

    private static string Cell(IReadOnlyDictionary<string, string> row, string column) =>
        row.FirstOrDefault(cell => cell.Key.Equals(column, StringComparison.OrdinalIgnoreCase)).Value ?? "";

    private static bool Has(ImmutableArray<string> columns, string name) => columns.Contains(name, StringComparer.OrdinalIgnoreCase);

    private FairleadException Busy() => FairleadException.Stage($"another has been writing {path} for {Patience.TotalSeconds} seconds (lock {path}.lock)", "see whether another collection hangs");
}
