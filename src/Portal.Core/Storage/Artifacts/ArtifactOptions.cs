namespace Portal.Core.Storage.Artifacts;

/// <summary>Configuration section <c>Portal:Artifacts</c>.</summary>
public sealed record ArtifactOptions
{
    /// <summary>Folder of the artifact store. Empty means <c>artifacts</c> in the data folder.</summary>
    public string Root { get; init; } = "";

    /// <summary>Largest file that can be sent, in bytes.</summary>
    public long MaxUploadBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
