namespace Portal.Core.Storage;

public enum DatabaseProviderName
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Configuration section <c>Portal:Database</c>.</summary>
public sealed record DatabaseOptions
{
    public DatabaseProviderName Provider { get; init; } = DatabaseProviderName.Sqlite;

    /// <summary>Empty for SQLite means <c>portal.db</c> in the data folder.</summary>
    public string ConnectionString { get; init; } = "";
}
