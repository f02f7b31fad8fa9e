using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;

namespace Portal.TestSupport;

/// <summary>
/// A real PostgreSQL of this test process alone: its own cluster in a temporary folder, on a free loopback port, gone at the end.
/// The tests connect as a role that is no superuser, because a superuser passes row-level security.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Application = "portal_app";

    /// <summary>A cluster of many small databases that is thrown away: nothing is kept safe against a crash, and nobody cleans up behind the tests.</summary>
    private static readonly string[] s_careless = [.. new[]
    {
        "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=2GB", "checkpoint_timeout=1h", "autovacuum=off",
    }.SelectMany(setting => new[] { "-c", setting })];

    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static PostgreSqlServer? s_shared;

    private readonly string _folder;
    private readonly int _port;
    private readonly Process _server;

    private PostgreSqlServer(string folder, int port, Process server)
    {
        _folder = folder;
        _port = port;
        _server = server;
    }

    private static bool IsRoot => System.Environment.UserName == "root";

    /// <summary>One server for all tests of the process; each test has its own database in it.</summary>
    public static async Task<PostgreSqlServer> SharedAsync()
    {
        await s_gate.WaitAsync();
        try
        {
            if (s_shared is null)
            {
                s_shared = await StartAsync();
                var started = s_shared;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => started.Stop();
            }

            return s_shared;
        }
        finally
        {
            s_gate.Release();
        }
    }

    /// <summary>Closes what is kept open to a database that nobody asks any more: the server has only so many places.</summary>
    public static void Forget(string connectionString)
    {
        if (connectionString.StartsWith("Host=", StringComparison.Ordinal))
        {
            using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    public static string DatabaseOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    /// <param name="template">The name of a database to copy, to which nobody is connected; null for an empty one.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"portal_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} OWNER {Application}{(template is null ? "" : $" TEMPLATE {template}")}");
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _port,
            Database = name,
            Username = Application,
            Password = Application,
            MaxPoolSize = 20,
        }.ConnectionString;
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var bin = BinFolder();
        var folder = Directory.CreateTempSubdirectory("portal-postgresql-").FullName;
        var port = FreePort();
        if (IsRoot)
        {
            // PostgreSQL refuses to run as root.
            Run("chown", ["postgres", folder]);
        }

        Run(Path.Combine(bin, "initdb"), ["-D", Path.Combine(folder, "data"), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"], asPostgres: true);
        var server = Start(
            Path.Combine(bin, "postgres"),
            ["-D", Path.Combine(folder, "data"), "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}", "-c", "max_connections=200", .. s_careless],
            asPostgres: true);
        var started = new PostgreSqlServer(folder, port, server);
        await started.WaitUntilReadyAsync();
        await started.ExecuteAsync($"CREATE ROLE {Application} LOGIN PASSWORD '{Application}' NOSUPERUSER");
        return started;
    }

    private async Task WaitUntilReadyAsync()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && !_server.HasExited)
            {
                using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
                await pause.WaitForNextTickAsync();
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Pooling=false");
        await using (connection)
        {
            await connection.OpenAsync();
            var command = new NpgsqlCommand(sql, connection);
            await using (command)
            {
                await command.ExecuteNonQueryAsync();
            }
        }
    }

    private void Stop()
    {
        if (_server.HasExited)
        {
            return;
        }

        // SIGQUIT: immediate shutdown; the cluster is thrown away anyway. setpriv execs, so the id is the server's own.
        _ = Kill(_server.Id, 3);
        _server.WaitForExit(5000);

        // Not waited for: hundreds of databases are a million files, and a runner that takes ten seconds to end is called a failure.
        Process.Start("rm", ["-rf", _folder]).Dispose();
    }

    private static string BinFolder() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).First()
            : throw new InvalidOperationException("PostgreSQL is not installed: tests/run.sh installs it.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string file, string[] arguments, bool asPostgres = false)
    {
        using var process = Start(file, arguments, asPostgres);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} ended with {process.ExitCode}.");
        }
    }

    private static Process Start(string file, string[] arguments, bool asPostgres = false)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        string[] command = asPostgres && IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", file, .. arguments] : [file, .. arguments];
        start.FileName = command[0];
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
