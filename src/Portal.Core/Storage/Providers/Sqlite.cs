using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Core.Storage.Providers;

/// <summary>The embedded default: one file beside the artifacts.</summary>
internal sealed class Sqlite : DatabaseProvider
{
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    /// <summary>Seconds for which a statement waits for whoever writes.</summary>
    private const int Patience = 15;

    private static readonly string[] s_changes = ["UPDATE", "DELETE"];

    public override DatabaseProviderName Name => DatabaseProviderName.Sqlite;

    public override void Configure(DbContextOptionsBuilder options, string connectionString, TenantId? tenant)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString)
        {
            // A shared cache fails with "database table is locked" at once, whatever the timeout.
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = Patience,
        };
        options.UseSqlite(builder.ConnectionString, sqlite => sqlite.MigrationsAssembly("Portal.Migrations.Sqlite"));
        options.AddInterceptors(Pragmas.Instance);
    }

    public override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        // SQLite cannot order or compare DateTimeOffset; UTC ticks it can.
        builder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    public override void Prepare(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>
    /// EF's lock on SQLite is a row that a killed start leaves behind, and the next start waits for it for ever. A lock on a file dies
    /// with its process; whoever holds it may clear the row.
    /// </summary>
    public override async Task<IDisposable?> LockMigrationsAsync(string connectionString, CancellationToken ct)
    {
        var file = await TakeAsync(new SqliteConnectionStringBuilder(connectionString).DataSource + ".migrating", ct);
        var connection = new SqliteConnection(connectionString);
        await using (connection)
        {
            await connection.OpenAsync(ct);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
            if ((long)(await command.ExecuteScalarAsync(ct))! > 0)
            {
                command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
                await command.ExecuteNonQueryAsync(ct);
            }
        }

        return file;
    }

    private static async Task<FileStream> TakeAsync(string path, CancellationToken ct)
    {
        using var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await patience.WaitForNextTickAsync(ct);
            }
        }
    }

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override IEnumerable<string> Guards(IModel model) =>
        from table in AppendOnlyTables
        from verb in s_changes
        let trigger = $"Guard_{table}_{verb}"
        from statement in new[]
        {
            $"""DROP TRIGGER IF EXISTS "{trigger}";""",
            $"""CREATE TRIGGER "{trigger}" BEFORE {verb} ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;""",
        }
        select statement;

    public override string GuardNames => """SELECT "name" AS "Value" FROM "sqlite_master" WHERE "type" = 'trigger'""";

    public override IEnumerable<string> ExpectedGuards => from table in AppendOnlyTables from verb in s_changes select $"Guard_{table}_{verb}";

    /// <summary>One prepared statement for all rows. SQLite's client has no asynchronous way, so neither has this.</summary>
    internal override Task InsertAsync(DbConnection connection, DbTransaction transaction, BulkTable table, IReadOnlyList<object> rows, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""INSERT INTO "{table.Name}" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", table.Columns.Select((_, place) => $"@p{place}"))})""";
        var parameters = table.Columns.Select((column, place) => column.ParameterOf(command, $"@p{place}")).ToArray();
        command.Parameters.AddRange(parameters);
        command.Prepare();
        foreach (var row in rows)
        {
            for (var place = 0; place < parameters.Length; place++)
            {
                parameters[place].Value = table.Columns[place].ValueOf(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        ct.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class Pragmas : DbConnectionInterceptor
    {
        /// <summary>What is set once for a connection stays set while it waits in the pool for its next use.</summary>
        private static readonly ConditionalWeakTable<object, object> s_set = [];

        public static Pragmas Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (connection is not SqliteConnection { Handle: { } handle } || s_set.TryGetValue(handle, out _))
            {
                return;
            }

            // EF probes for the file over a read-only connection, which refuses to change the journal mode.
            if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
            {
                return;
            }

            using var command = connection.CreateCommand();

            // Without a timeout of its own SQLite gives up at once, and the client tries again after 150 ms, and again: two who write in
            // turns miss each other for seconds. SQLite itself looks again after 1, 2, 5, 10 ms.
            command.CommandText = $"PRAGMA busy_timeout={Patience * 1000}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
            command.ExecuteNonQuery();
            s_set.AddOrUpdate(handle, handle);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
